/** As `nicknames.ts`, with the same source: names from Poland, West Africa and Muslim countries. */
export const NICKNAMES_FROM_ABROAD = `
agnieszka: aga
aleksander: alek olek
aleksandra: ola
andrzej: andrzejek jedrek
anna: ania anka annie
antonina: tosia
antoni: antek antos
bogumil: bogus
bogdan: bogus
bronislaw: bronek
cezary: czarek
danuta: danka danusia
elzbieta: ela
ewa: ewka
franciszek: franek
grzegorz: grzesiek grzes
halina: halinka
hanna: hania hanka
helena: hela lena
henryk: heniek
irena: irenka
izabela: iza
jacek: jacus
jadwiga: jadzia
jakub: kuba
jan: janek jasiek jas
janina: janka
jerzy: jurek
joanna: jo asia joasia joannie
jolanta: jola
jozef: jozek
katarzyna: kasia
kazimierz: kazik kazek
krystyna: krysia
krzysztof: krzysiek krzys
maciej: maciek
magdalena: magda
malgorzata: gosia malgosia
maria: marysia mania ria
marian: marianek
michal: michalek
mieczyslaw: mietek
pawel: pawelek
piotr: piotrek piotrus
ryszard: rysiek
slawomir: slawek
stanislaw: stas staszek stach
tadeusz: tadek
tomasz: tomek tomus
urszula: ula
wladyslaw: wladek
wojciech: wojtek
zbigniew: zbyszek zbych
zofia: zosia
zuzanna: zuzia
adebayo: ade bayo
ayodele: ayo dele
babatunde: tunde baba
chukwuemeka: emeka
fatoumata: fatou fatu
ifeoma: ify
ikechukwu: ike
kelechi: kele
kwabena: ebo
mohammed: mo moe
nkechinyere: nkechi
obinna: obi
olufemi: femi
olumide: olu mide
oluwaseun: seun olu
oluwatobi: tobi tobiloba olu
temitope: temi tope
uchechukwu: uche
yusuf: yus
`;
