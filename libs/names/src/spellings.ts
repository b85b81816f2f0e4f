/**
 * Names that are written in several ways: each row is one name, or a surname of one origin, in its English, Scots, Irish, Welsh and
 * Gaelic spellings. In the letters of `plainLetters`, `Mc` as `mac`. Source: as in `nicknames.ts`.
 */
export const SPELLINGS = `
abigail abigael
agnes agness
alan allan allen alun
alison allison alyson allyson
alistair alasdair alastair alister alisdair
alexander aleksander alexandre
angela angella
anita aneeta
ann anne
anthony antony
ashleigh ashley ashlee
aoife eefa
bailey bayley bailie baillie
barr bar
brian bryan brien
brown browne
burke bourke burk
byrne burn burne byrnes
caitlin catelyn kaitlin kaitlyn katelyn
campbell cambell caimbeul
caoimhe keeva kweeva
carl karl
catherine katherine katharine catharine kathryn cathryn catheryn katrine
catriona katrina catrina caitriona katriona
christine kristine
christina kristina
christopher kristopher
ciara keira kiera kira
claire clare clair
clark clarke
connor conor conner
cooke cook
craig craigh
davies davis
deirdre deidre
derek derrick
diane dianne
douglas dughlas
edwards edwardes
eilidh ailidh ayley
eleri elery
elizabeth elisabeth elspeth
eoghan ewan euan ewen eoghann owen owain
erik eric
evans ifans
fiona fionna
fraser frazer frasier friseal
gail gayle gale
geoffrey jeffrey geoffry jeffery
geraint gerent
gillian jillian
graham graeme grahame
grant grannd
gray grey
griffith griffiths gruffydd gruffudd
gwyneth gwenith
hall halle
harris harries
helen ellen helene
hilary hillary
howell hywel howel howells
hughes hews
ian iain
ieuan iwan ifan evan ioan euan
isabel isobel isabelle ishbel iseabail
jacqueline jaqueline jacquelyn
jenkins siencyn jenkin
joan jone
john jon
jones johns
jonathan jonathon johnathan
karen karin caryn
kathleen cathleen kathlene
keith ceith
kelly kelley kellie
kennedy kenedy
kieran ciaran keiran
laurence lawrence
lee leigh
lesley leslie
lewis louis lewys
lindsay lindsey linsey
llewellyn llywelyn llewelyn llewellin
lloyd llwyd loyd
lynne lynn lin
macdonald macdhomhnaill macdonell
maceachern maceachan
macgregor macgriogair
macintosh mackintosh
mackay macaoidh mackie mackey
mackenzie maccoinnich
maclean maclain macilleathain maclaine
macleod macleoid maccloud
macmillan macmillen
macneil macneill macneal
macphee macfie
madeleine madeline madelaine
margaret margret margared
marian marion
marie mari maree
mark marc
mathew matthew
maureen moreen
megan meghan
meredith maredudd meredydd
michael micheal michel mihangel
moira moyra maura
monica monika
morgan morgann
murray moireach murrie
neil neal niall neill neale
niamh neve nieve
nicholas nicolas nikolas
nicola nichola
nigel nygel
nuala noola
olivia alivia
owens owen
pauline paulin
philip phillip
phillips philips
price pryce preece
rhys rees reece reese
pritchard prichard
rachel rachael
rebecca rebekah
rhiannon rianne
roberts roberds
robertson robinson
roderick rhydderch
roger rodger
rogers rodgers
rosemary rosemarie
ross ros
ruairidh ruaridh rory ruairi ruari
sara sarah
sean shaun shawn shane
shannon shanon
sheila shelagh sheelagh sile
sian shan sharn
sinead shinead
siobhan shevaun chevonne shivaun
sion shon shaun
smith smyth smythe schmidt
sophie sophy
stephen steven stefan stephan steffan
stewart stuart stiubhart
susan suzanne susanna susannah
taylor tayler tailor
teresa theresa therese
thomas tomos tomas
thompson thomson tomson thompsen
tracy tracey tracie
vaughan fychan vaughn
vivian vivien vivienne
walsh welsh walshe
watson watsen
wayne wain
white whyte
wright right
`;
