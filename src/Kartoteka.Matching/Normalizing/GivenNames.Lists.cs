namespace Kartoteka.Matching.Normalizing;

public static partial class GivenNames
{
    // Full name: its short, tender and foreign forms. A form may stand in several lines: Саша is either of two names.
    private const string RussianMale = """
        александр: саша шура саня алекс сашка санек шурик сашок alexander alex aleksander
        алексей: леша алеша леха алешка лешка alexey alexei alexis
        анатолий: толя толик толян
        андрей: андрюша андрюха дрюня андрюшка andrew andrey
        антон: антоша тоха антоха антошка anthony anton
        аркадий: аркаша
        арсений: сеня арсюша
        артем: тема артемий темка темыч artem artyom
        артур: артурчик arthur
        богдан: богдаша
        борис: боря борька
        вадим: вадик димa вадя
        валентин: валя валек валик
        валерий: валера валерка лера valery
        василий: вася васек василь basil
        виктор: витя витек витька victor viktor
        виталий: виталик виталя
        владимир: вова володя вован вовка вовчик володька vladimir
        владислав: влад владик слава
        вячеслав: слава славик вечеслав
        геннадий: гена генка
        георгий: гоша жора гога егор юрий george
        герман: гера
        глеб: глебушка
        григорий: гриша гришка гриня gregory
        даниил: данила даня данил даниель данька daniel daniil danila
        денис: дэн дениска ден denis dennis
        дмитрий: дима митя димон димка митяй димитрий дмитри dmitry dmitri
        евгений: женя жека женька eugene
        егор: егорка георгий
        иван: ваня ванька ванюша john ivan
        игнат: игнатий
        игорь: игорек гоша igor
        илья: илюша илюха ilya elijah
        кирилл: кирюша кирюха киря кир cyril kirill
        константин: костя костик костян
        лев: лева левушка leo
        леонид: леня ленчик
        максим: макс максимка maxim max
        марк: маркуша mark
        матвей: мотя мотька matthew
        михаил: миша мишка миха мишаня михайло michael
        никита: никитос ник никитка
        николай: коля колька колян ник nicholas nikolay
        олег: олежка олежек олежа
        павел: паша пашка павлик пашок paul pavel
        петр: петя петька петруха peter pyotr petr
        ринат: ренат
        роман: рома ромка ромчик
        руслан: русик руся
        семен: сема сеня
        сергей: сережа серый серега серж сережка serge sergey sergei
        станислав: стас стасик слава
        степан: степа stephen
        тимофей: тима тимоха
        тимур: тимурка
        федор: федя федька theodore fedor fyodor
        филипп: филя philip
        эдуард: эдик edward
        юрий: юра юрка юрок yury yuri
        яков: яша jacob
        ярослав: ярик слава
        """;

    private const string RussianFemale = """
        александра: саша шура сашенька саня алекса alexandra
        алена: аленка аленушка елена alena
        алина: аля алинка alina
        алиса: алиска alice
        алла: аллочка
        альбина: аля
        анастасия: настя ася настюша стася настена настасья anastasia
        ангелина: геля ангела лина angelina
        анна: аня анечка нюра анюта нюша аннушка anna ann anne hanna
        антонина: тоня
        арина: ариша ира
        валентина: валя валюша
        валерия: лера валера
        варвара: варя barbara
        вера: верочка верунчик
        вероника: ника veronica
        виктория: вика викуля викуся victoria viktoria
        галина: галя галка галочка
        дарья: даша дашуля дашка дарина daria darya
        диана: ди диночка diana
        ева: евочка eve
        евгения: женя женечка жека
        екатерина: катя катюша катерина катенька catherine katherine kate ekaterina
        елена: лена алена леночка ленка helen elena
        елизавета: лиза лизонька elizabeth
        жанна: жанночка joanna
        зинаида: зина
        зоя: зоечка
        инна: инночка
        ирина: ира ириша иришка иринка irina irene
        карина: кариша
        кира: кирочка
        клавдия: клава
        кристина: кристи крис кристя christina
        ксения: ксюша оксана ксюха ксеня ксенья xenia
        лариса: лара лариска
        лидия: лида lydia
        лилия: лиля lily
        любовь: люба любаша
        людмила: люда мила люся люсенька
        маргарита: рита марго margaret
        марина: мариша маринка маришка marina
        мария: маша маруся марья машенька маня маруся марийка maria mary
        надежда: надя надюша hope
        наталья: наташа наталия ната наташка наталi natalia natalie natalya
        нина: ниночка
        оксана: ксюша ксения ксана
        ольга: оля олечка оленька olga
        полина: поля полинка аполлинария pauline
        раиса: рая
        римма: риммочка
        светлана: света лана светочка светик
        софья: соня софия сонечка софа sophia sofia
        тамара: тома томочка
        татьяна: таня танюша танечка танька tatiana
        ульяна: уля
        эльвира: эля
        эмилия: эмма мила emilia
        юлия: юля юлечка юленька julia yulia
        яна: яночка
        """;

    private const string English = """
        abigail: abby gail abbie
        abraham: abe abram
        adelaide: addie
        albert: al bert bertie
        alexander: alex alec sandy xander sasha
        alexandra: alex sandra sandy lexi alexa
        alfred: alf alfie fred
        alice: ali allie
        amanda: mandy
        andrew: andy drew
        anne: ann anna annie nancy nan
        anthony: tony ant antony
        archibald: archie
        arthur: art artie
        augustus: gus august
        barbara: barb babs barbie
        bartholomew: bart
        benjamin: ben benny benji
        bernard: bernie barney
        bridget: bridie biddy
        caroline: carol carrie caro
        catherine: kate katherine kathryn cathy kathy katie kitty cath katharine catharine kathleen
        charles: charlie chas chuck charley
        charlotte: lottie charlie
        christina: chris tina christine chrissy
        christopher: chris kit topher
        clarence: clare
        constance: connie
        cornelius: neil
        cynthia: cindy
        daniel: dan danny
        david: dave davy
        deborah: deb debbie
        dorothy: dot dolly dottie
        edmund: ed eddie ned ted
        edward: ed eddie ned ted teddy
        edwin: ed eddie
        eleanor: ellie nell nora elinor
        elizabeth: liz beth lizzie betty eliza bess betsy elsie libby lisa
        ellen: nell nellie
        emily: em emmy millie
        emma: em emmy
        ernest: ernie
        eugene: gene
        ezekiel: zeke
        florence: flo flossie
        frances: fran fanny frankie
        francis: frank francie
        frederick: fred freddie freddy fredrick frederic
        gabriel: gabe
        geoffrey: geoff jeff jeffrey
        george: georgie geordie
        gerald: gerry jerry
        gilbert: gil bert
        gregory: greg
        gwendoline: gwen
        hannah: anna
        harold: harry hal
        harriet: hattie harriett
        helen: nell ellen
        henrietta: hettie etta
        henry: harry hal hank
        herbert: bert herb
        horace: horry
        hubert: bert hugh
        isabella: bella isabel izzy belle isabelle
        jacob: jake
        james: jim jimmy jamie jas
        jane: jenny janie janet
        jennifer: jen jenny
        jessica: jess jessie
        joan: joanie
        john: jack johnny jon jno
        jonathan: jon johnny jonny nathan
        joseph: joe joey jos
        joshua: josh
        josephine: jo josie
        judith: judy
        julia: jules julie
        kenneth: ken kenny
        laurence: larry lawrence laurie lorry
        leonard: len leo lenny
        leopold: leo
        lewis: lew louis lou
        lillian: lily lilly
        louisa: lou louise
        lucy: lucinda
        mabel: may
        margaret: maggie meg peggy madge margery rita daisy marge
        martha: mattie patty
        martin: marty
        mary: molly polly may mamie maria marie minnie
        matilda: tilly mattie maud
        matthew: matt
        maurice: morris
        maximilian: max
        michael: mike mick mickey micky
        mildred: millie
        nathaniel: nat nathan nate
        nicholas: nick nicky nicolas
        oliver: ollie noll
        olivia: liv livvy
        oscar: ossie
        patricia: pat patty trish tricia
        patrick: pat paddy
        penelope: penny
        percival: percy
        peter: pete
        philip: phil phillip
        prudence: pru
        raymond: ray
        rebecca: becky becca
        reginald: reg reggie
        richard: dick rick rich ricky richie
        robert: bob rob bobby robbie bert robin
        roderick: rod
        roger: rodge
        ronald: ron ronnie
        rosemary: rose rosie
        rudolph: rudy
        rupert: rup
        samantha: sam sammy
        samuel: sam sammy
        sarah: sally sadie sara
        sebastian: seb
        sidney: sid sydney
        simon: si
        solomon: sol
        sophia: sophie
        stanley: stan
        stephen: steve steven stevie
        susan: sue susie susannah suzanne susanna
        sylvester: sly
        terence: terry
        theodore: theo ted teddy
        theresa: tess terri tessa
        thomas: tom tommy thos
        timothy: tim timmy
        tobias: toby
        valentine: val
        veronica: ronnie
        victor: vic
        victoria: vicky tori vickie
        vincent: vince vinnie
        virginia: ginny
        walter: walt wally
        wilfred: wilf
        wilhelmina: minnie mina
        william: will bill billy willie willy wm liam
        winifred: winnie freda
        zachary: zach zack
        """;
}
