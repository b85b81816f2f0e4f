/**
 * As `spellings.ts`, with the same source: names that reach Latin letters in several ways (from Arabic, Urdu, Bengali, Hindi, Tamil,
 * Twi, Fante, Yoruba), and Polish names as they are heard.
 */
export const SPELLINGS_FROM_ABROAD = `
abdul abdel abdal abd
abena abenaa
abiodun abiodin
adjoa adwoa ajoa adjua
afua efua afia
ahmed ahmad ahmet achmed
aisha ayesha aysha aicha aishah aesha
akua ekua ekuwa
akwasi kwasi kwesi quasi
ali aly
ama amma
aminata aminatou
amir ameer
anil aneel
banerjee banerji bannerjee bandyopadhyay
begum begam begom
boateng boaten
chatterjee chatterji chattopadhyay
choudhury chowdhury chaudhry chaudhary choudhary choudhry chaudhuri choudry
dilip dileep
elzbieta elisabet
farah farrah
farid fareed
fatima fatimah fatema fathima
hasan hassan hasson
hussain hussein husain hossain hossein husayn hussayn
ibrahim ebrahim ibraheem
imran emran
iqbal eqbal ikbal
islam eslam
jamil jameel
jaroslaw yaroslav
jasmine yasmin yasmeen jasmin yasmine
karim kareem kerim
khadija khadijah khadeeja hadiza
khalid khaled
khan kahn kan
kofi coffie koffi
kowalski kowalska kovalski
krishna krishnan
kumar coomar
kwabena kobina kwabina kobena
kwadwo kojo kodjo kwodwo
kwaku kweku
kwame kwamena kwami
lakshmi laxmi luxmi
mahmood mahmoud mehmood mahmud
malik malek maalik
mamadou mamadu
maryam mariam miriam meryem
mohammed muhammad mohammad muhammed mohamed mohamad mahomed mohd muhammet mohamud
mukherjee mukherji mukhopadhyay
nadia nadiya
nasreen nasrin nasrine
nowak novak
okafor okafo
osman usman uthman othman ousmane
parveen parvin perveen
patel patell
qureshi quraishi koreshi
rahman rehman rahmaan
ramesh rameesh
rashid rasheed
saeed said sayeed
salim saleem selim
sandeep sandip
sanjay sanjai
shaikh sheikh shaykh sheik
sharif shareef sheriff
shri sri shree
siddiqui siddiqi siddique sidiki
singh sing
subramanian subramaniam subramanyam
syed sayed sayyid saiyed
szymanski szymanska shimanski
tariq tarik tareq
toure touray
traore traoure
umar omar umer
vijay bijoy wijay
wisniewski wisniewska vishnevski
wojciech voytek
yaw yao
yusuf yousuf yousaf youssef yousef
zainab zaynab zeinab
zielinski zielinska
`;
