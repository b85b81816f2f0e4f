/** Parts of which synthetic names are put together; the more common ones first. No combination is meant to be anybody's. */
export interface NameStock {
  readonly given: readonly [string, ...string[]];
  readonly family: readonly [string, ...string[]];
  /** What somebody may be called instead. */
  readonly called: ReadonlyMap<string, string>;
}

function stock(given: string, family: string, called = ''): NameStock {
  return {
    given: list(given),
    family: list(family),
    called: new Map(
      called
        .split(' ')
        .filter((pair) => pair !== '')
        .map((pair) => {
          const [name = '', other = ''] = pair.split('=');
          return [name, other] as const;
        }),
    ),
  };
}

function list(names: string): readonly [string, ...string[]] {
  const [first = '', ...others] = names.split(/\s+/).map((name) => name.replaceAll('_', ' '));
  return [first, ...others];
}

export const NAME_STOCKS: Readonly<Record<string, NameStock>> = {
  english: stock(
    'Margaret John Mary William Susan David Elizabeth Robert Patricia James Dorothy Thomas Joan Michael Jean Peter Barbara George Christine Richard Janet Anthony Pauline Kenneth Sheila Brian Catherine Stephen Sylvia Geoffrey Doreen Derek Kathleen Raymond Irene Ronald Edith Frederick Beryl Leslie Hazel Dennis Gillian Roy Rosemary Alan Deborah Graham Beatrice Philip Penelope Edwin Winifred Matthew Georgina Nicholas Harriet Clifford Phyllis Lawrence',
    "Smith Jones Taylor Brown Wilson Johnson Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Martin Jackson Clarke Turner Hill Cooper Ward Morris Moore Clark Baker Harrison King Shaw Watson Bennett Carter Mitchell Phillips Lee Cook Bailey Parker Cox Knight Marshall Webb Stevens Palmer Fletcher Whitehead Hargreaves Ackroyd Postlethwaite Winterbottom Featherstone Smith-Jones Barker-Hall Fitzgerald D'Arcy St_John Chamberlain Nightingale",
    'Margaret=Peggy William=Bill Elizabeth=Betty Robert=Bob Patricia=Pat James=Jim Dorothy=Dot Thomas=Tom Michael=Mick Richard=Dick Catherine=Kate Stephen=Steve Geoffrey=Geoff Frederick=Fred Deborah=Debbie Penelope=Penny',
  ),
  scottish: stock(
    'Agnes Iain Morag Alasdair Mhairi Donald Catriona Hamish Eilidh Angus Fiona Ewan Isobel Calum Kirsty Malcolm Ishbel Gordon Shona Fraser Elspeth Ruairidh Jessie Archibald Ailsa Duncan Moira Gregor Senga Lachlan Effie Struan Rhona Murdo Flora Fergus Seonaid Craig Lorna Graeme Aileen Kenneth Jean Stuart Heather Finlay Una Roderick',
    'MacDonald Campbell Stewart Robertson McLeod Murray Fraser Reid MacKenzie Ross Grant Paterson McMillan Cameron Kerr Ferguson Hamilton Sinclair Munro MacLean Gillespie Buchanan Drummond MacIntyre Galbraith Kirkpatrick McGregor Farquharson Menzies Colquhoun Urquhart MacPhail Dalziel NicDhòmhnaill Balfour Cruickshank Geddes Abercrombie Lamont McIlwraith',
    'Alasdair=Alec Archibald=Archie Donald=Donnie Roderick=Roddy Iain=John Malcolm=Calum Hamish=James',
  ),
  welsh: stock(
    'Siân Dafydd Gwyneth Rhys Megan Hywel Eleri Gareth Bronwen Ieuan Carys Emrys Rhiannon Llywelyn Angharad Huw Nerys Gruffydd Mair Owain Ffion Gwilym Eirlys Aled Lowri Emlyn Myfanwy Geraint Glenys Idris Bethan Iorwerth Delyth Trefor Heulwen Meirion Olwen Arwel Catrin Bryn Menna Tudur Branwen Ifor Ceinwen Islwyn Eluned Rhodri',
    'Evans Davies Williams Thomas Roberts Morgan Griffiths Lewis Price Llewellyn Pritchard Rees Howells Pugh Vaughan Jenkins Powell Owens Parry Bowen Meredith Gwynne Lloyd Probert Maddox Prosser Bevan Hopkin Beynon Cadwaladr Gethin Tudor ap_Rhys Penry Treharne Gruffudd',
    'Dafydd=Dai Gwilym=William Ieuan=John Llywelyn=Lyn Catrin=Cadi',
  ),
  irish: stock(
    'Bridget Patrick Siobhán Sean Niamh Declan Aoife Eoin Gráinne Padraig Caoimhe Cormac Róisín Ciarán Deirdre Brendan Saoirse Fergal Nuala Donal Sinéad Conor Maeve Eamon Bernadette Colm Orla Diarmuid Mairéad Liam Noreen Malachy Concepta Finbar Philomena Aidan',
    "O'Brien Murphy Kelly O'Sullivan Byrne Ryan O'Connor Walsh McCarthy Gallagher O'Neill Doherty Kennedy Lynch Murray Quinn Moran O'Reilly McLoughlin O'Callaghan Fitzpatrick Brennan Keane Costello Dunne Ó_Briain Hennessy MacNamara Kavanagh Ní_Dhomhnaill Tierney Geraghty Mulcahy O'Shaughnessy Considine Heffernan",
    'Bridget=Bridie Patrick=Paddy Bernadette=Bernie',
  ),
  southAsian: stock(
    'Mohammed Fatima Ali Nasreen Harpreet Priya Imran Aisha Sunita Rajesh Khadija Gurpreet Abdul_Rahman Parveen Lakshmi Vijay Zainab Tariq Meena Hassan Shabana Yusuf Rukhsana Jaswinder Anjali Suresh Bilal Noor Deepak Salma Iqbal Manjit Ayesha Farooq Kamala Ramesh Shirin Ibrahim Geeta Naveed Usha Mahmood Balbir Razia Arjun Tasneem Subramaniam Nirmala Siddharth Yasmin',
    'Khan Patel Singh Ahmed Hussain Begum Kaur Ali Shah Choudhury Malik Sharma Rahman Akhtar Iqbal Miah Qureshi Gupta Sandhu Bibi Mirza Chaudhry Desai Siddiqui Nair Banerjee Krishnamurthy Bhatti Dhillon Mukherjee Raja Uddin Reddy Sheikh Joshi Balasubramanian Gill Aziz Chatterjee Sivakumar Hossain Mahmood Bhattacharya Virk',
    'Mohammed=Mo Jaswinder=Jas',
  ),
  polish: stock(
    'Katarzyna Piotr Małgorzata Krzysztof Agnieszka Tomasz Anna Andrzej Zofia Stanisław Elżbieta Wojciech Magdalena Paweł Joanna Grzegorz Barbara Jan Ewa Marek Jadwiga Zbigniew Danuta Łukasz Halina Mieczysław Krystyna Jerzy Aleksandra Władysław Beata Kazimierz Teresa Bogdan Urszula Rafał Genowefa Sławomir Bożena Czesław Wanda Dariusz Stefania Zdzisław',
    'Nowak Kowalski Wiśniewska Wójcik Kowalczyk Kamińska Lewandowski Zieliński Szymańska Woźniak Dąbrowski Kozłowska Jankowski Mazur Wojciechowska Kwiatkowski Krawczyk Kaczmarek Piotrowska Grabowski Zając Pawłowski Michalska Król Wieczorek Jabłońska Wróbel Nowakowski Majewska Olszewski Stępień Malinowska Jaworski Adamczyk Dudek Nowicka Pawlak Górska Witkowski Brzęczyszczykiewicz',
    'Katarzyna=Kasia Małgorzata=Gosia Aleksandra=Ola Barbara=Basia Zofia=Zosia Wojciech=Wojtek Joanna=Asia Stanisław=Staszek Elżbieta=Ela',
  ),
  westAfrican: stock(
    'Kwame Ngozi Oluwaseun Abena Chukwuemeka Fatoumata Kofi Adaeze Babatunde Akosua Mamadou Chidinma Yaw Folasade Ibrahim Efua Ikechukwu Aminata Kwabena Temitope Ousmane Adjoa Obinna Ọlámidé Kwaku Ifeoma Tunde Esi Emeka Yetunde Sekou Nkechi Adebayo Ama Uchechukwu Mariama Akwasi Chinyere Olufemi Binta Nnamdi Afia Segun Kehinde Amadou Titilayo Chinedu Abiodun',
    'Mensah Okafor Adeyemi Owusu Diallo Okonkwo Boateng Traoré Eze Osei Adebayo Nwosu Asante Camara Olawale Appiah Balogun Kamara Ogunleye Agyemang Touré Chukwu Sesay Amoah Bangura Nwachukwu Koroma Oyelaran Acheampong Keita Uzoma Ansah Bello Opoku Jalloh Adékúnlé Onyekachi Conteh Gyasi Fofanah',
    'Oluwaseun=Seun Chukwuemeka=Emeka Babatunde=Tunde Temitope=Tope Olufemi=Femi Uchechukwu=Uche Fatoumata=Fatou',
  ),
};
