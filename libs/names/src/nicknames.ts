/**
 * What people are called instead of a given name: the name first, then its short and pet forms, and its form in Welsh or Gaelic where
 * one person goes by both. In the letters of `plainLetters`.
 *
 * Source: written for Carethread from general knowledge. Single facts were compared with Wikipedia's "Scottish Gaelic name" and "Akan
 * names" and with the data set us-nicknames (github.com/carltonnorthern/nicknames, Apache-2.0), in November 2026; no list was copied.
 */
export const NICKNAMES = `
abigail: abi abbie abby gail
abraham: abe bram
adelaide: addie ada della
agnes: aggie nessie senga nan
alan: al
albert: al bert bertie
alexander: alex alec alick sandy sandie xander alasdair alistair alastair alister ally
alexandra: alex sandra sandy lexi sasha
alfred: alf alfie fred freddie
alice: ali allie alys
alison: ali ally
amanda: mandy
amelia: amy millie milly
andrew: andy drew dandy anndra
angela: angie ange
angus: gus aonghas
ann: annie nan nancy nanette
anthony: tony ant
archibald: archie baldie gilleasbuig
arnold: arnie
arthur: art artie
augustus: gus
barbara: babs barb barbie basia
barnaby: barney
bartholomew: bart barty
beatrice: bea bee beattie trixie
benedict: ben
benjamin: ben benny benji
bernadette: bernie detta
bernard: bernie
beverley: bev
bridget: bridie biddy brid breda bride
caroline: carol carrie caro
cassandra: cass cassie sandra
catherine: cath cathy cathie kate katie katy kath kathy kitty kit kay trina catriona catrin cadi
cecilia: cissie celia sheila sileas
charles: charlie chas chuck charley tearlach
charlotte: charlie lottie lotty char
christian: chris
christina: chris chrissie tina cairistiona kirsty
christine: chris chrissie tina
christopher: chris kit topher
clarence: clarrie
clement: clem
constance: connie
cornelius: con neil connie
cynthia: cindy
daniel: dan danny
david: dave davey davy davie dafydd dai dewi daibhidh deio
deborah: deb debbie debs
denise: denny
derek: del
diana: di
dominic: dom
donald: don donnie donny domhnall
dorothy: dot dottie dolly dodie thea
douglas: doug dougie
duncan: dunc donnchadh
edith: edie
edmund: ed eddie ted ned
edward: ed eddie ted teddy ned eideard
edwin: ed eddie
eleanor: ellie nell nellie nora elin
elizabeth: liz lizzie lizzy libby beth betty bettie betsy bess bessie eliza elsie elspeth lisa lise buffy lilibet ealasaid bethan betsan
emily: em emmie
emma: em emmie
ernest: ernie
esther: essie
eugene: gene
euphemia: effie phemie oighrig
evelyn: evie eve
florence: flo florrie flossie
frances: fran frannie fanny
francis: frank frankie fran
frederick: fred freddie freddy
gabriel: gabe
gareth: gary gaz
geoffrey: geoff
george: geordie dode doddie seoras sior
gerald: gerry ger
gerard: gerry ger
gertrude: gert gertie trudy
gilbert: gil bert
graham: gray
gregory: greg
gwendoline: gwen gwenda
hamish: seumas james
harold: harry hal
harriet: hattie harrie
helen: nell nellie nel lena eilidh ellen
henry: harry hal hank eanraig harri
herbert: herb bert bertie
hilda: hildie
hubert: bert
hugh: hughie shug huw uisdean hew
humphrey: wmffre
ian: iain john
irene: rene renie
isaac: ike zac
isabel: bella belle izzy ibby isla tibby ishbel iseabail
isabella: bella belle izzy
jacob: jake
jacqueline: jackie jacqui
james: jim jimmy jimmie jamie jem hamish seumas iago
jane: janie jan jenny sian sine jean siani
janet: jan jenny jessie seonaid netta
janice: jan
jean: jeannie sine
jennifer: jen jenny jennie
jeremy: jerry jez
jessica: jess jessie
joan: joanie joni siwan
john: jack johnny johnnie jon jock iain ian sion ieuan ifan evan eoin seonaidh siencyn
jonathan: jon jonny jonty
joseph: joe joey jo seosamh
josephine: jo josie jose josey
joshua: josh
joyce: joy
judith: judy jude
julia: julie
kathleen: kath kathy katie kay kit
kenneth: ken kenny coinneach
kimberley: kim
laurence: larry laurie lawrie
lawrence: larry laurie lawrie
leonard: len lenny leo
leslie: les
lewis: lew lewie
lillian: lil lily lilly lillie
lucy: lu lulu
lydia: lyddie
malcolm: mal calum callum malky
margaret: maggie meg megan peg peggy peggie madge marge margie margo greta rita daisy mairead mared peigi maisie
marjorie: marge margie madge
martha: marta mattie patty
martin: marty
mary: molly polly may mamie moll mair mairi mhairi mari minnie
matilda: tilly mattie maud
matthew: matt matty
maureen: mo
maurice: mo morrie meurig
maxwell: max
michael: mick mike micky mickey mikey micheal mihangel
mildred: millie milly
montague: monty
nathan: nat nate
nathaniel: nat nate nathan
neil: niall
nicholas: nick nicky nico
nicola: nicky nikki nicki
norman: norrie norm tormod
oliver: ollie olly
pamela: pam pammie
patricia: pat patsy patty tricia trish paddy
patrick: pat paddy padraig padraic pad
pauline: paula polly
penelope: pen penny
percival: percy
peter: pete peadar pedr
philip: phil pip pippo
philippa: pip pippa
phyllis: phyl
prudence: prue
rachel: rae rach raonaid
ralph: rafe
raymond: ray
rebecca: becky becca beccy beathag
reginald: reg reggie
richard: dick dickie rich richie rick ricky dic rhisiart
robert: bob bobby bobbie rob robbie robin bert rab rabbie raibeart
roderick: rod roddy rory ruairidh ruaridh
rodney: rod
roger: rodge
roland: roly rollo rowley
ronald: ron ronnie raghnall
rosemary: rose rosie romy
rosalind: roz ros rosie
rosina: rosie
rupert: bert
russell: russ rusty
samantha: sam sammy
samuel: sam sammy
sandra: sandie sandy
sarah: sally sadie sal morag mor
sebastian: seb bas
sharon: shaz
shirley: shirl
sidney: sid syd
simon: si sim
stanley: stan
stephanie: steph stevie
stephen: steve stevie ste steffan
stuart: stu stewie
susan: sue susie suzie sukie siusan siwsan
sylvia: syl silvie
teresa: terry tess tessa tessie tracy terenia
terence: terry tel
thelma: thel
theodore: ted teddy theo
theresa: terry tess tessa tessie
thomas: tom tommy tam tammy tomos tomas twm
timothy: tim timmy
tobias: toby
ursula: ursie
valerie: val
veronica: ronnie vera
victor: vic
victoria: vicky vicki vikki tori
vincent: vince vinny
violet: vi
virginia: ginny ginger
vivian: viv
vivienne: viv
wallace: wally
walter: walt wally wat gwallter
wilfred: wilf fred wilfie
william: bill billy will willie willy wills liam gwilym uilleam wil wullie
wilhelmina: mina minnie willa billie
winifred: win winnie freda
winston: win
yvonne: vonnie
zachary: zac zach zak
`;
