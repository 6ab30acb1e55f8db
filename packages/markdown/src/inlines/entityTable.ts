/** What letters are written with, and the letters that have a name with it: `A` and `grave` are `Agrave`. */
export const ACCENTS: readonly (readonly [name: string, mark: string, letters: string])[] = [
  ['grave', '\u0300', 'AEIOUaeiou'],
  ['acute', '\u0301', 'ACEILNORSUYZacegilnorsuyz'],
  ['circ', '\u0302', 'ACEGHIJOSUWYaceghijosuwy'],
  ['tilde', '\u0303', 'AINOUainou'],
  ['macr', '\u0304', 'AEIOUaeiou'],
  ['breve', '\u0306', 'AGUagu'],
  ['dot', '\u0307', 'CEGIZcegz'],
  ['uml', '\u0308', 'AEIOUYaeiouy'],
  ['ring', '\u030a', 'AUau'],
  ['dblac', '\u030b', 'OUou'],
  ['caron', '\u030c', 'CDELNRSTZcdelnrstz'],
  ['cedil', '\u0327', 'CGKLNRSTcklnrst'],
  ['ogon', '\u0328', 'AEIUaeiu'],
]

/**
 * All other names of characters: an entry for each character, with commas between its names, which stand in the order that packs best.
 * Entries follow each other in the order of the code points; a number tells how far the code point lies after the last one's where that is
 * not 1, and `+` goes before a second code point.
 *
 * - `!` before a name tells that the same character crossed out has the name with `n` before it, or `Not` where it begins with a capital.
 * - `^` tells that the capital letter has the same name with a capital.
 * - `=` tells that the character has the name in small letters as well.
 *
 * Written like this the names weigh 6 kB compressed instead of 11. A browser's own table is reached by `innerHTML` only, which Trusted Types
 * forbid.
 *
 * @see https://html.spec.whatwg.org/entities.json
 */
export const ENTITY_TABLE: string =
  '9Tab;NewLine;23excl;=QUOT;num;dollar;percnt;=AMP;apos;lpar;rpar;midast,ast;plus;comma;;period;sol;11colon;semi;!lt,LT;0+8402 nvlt;' +
  'equals;0+8421 bne;!gt,GT;0+8402 nvgt;quest;commat;27lbrack,lsqb;bsol;rbrack,rsqb;Hat;UnderBar,lowbar;DiacriticalGrave,grave;' +
  '6+106 fjlig;21lbrace,lcub;VerticalLine,vert,verbar;rbrace,rcub;35NonBreakingSpace,nbsp;iexcl;cent;pound;curren;yen;brvbar;sect;' +
  'Dot,DoubleDot,die,uml;=COPY;ordf;laquo;not;shy;circledR,=REG;strns,macr;deg;plusmn,PlusMinus,pm;sup2;sup3;DiacriticalAcute,acute;' +
  'micro;para;=CenterDot,middot;Cedilla,cedil;sup1;ordm;raquo;frac14;frac12,half;frac34;iquest;6angst;AElig;10ETH;7times;7THORN;szlig;' +
  '7aelig;10eth;7divide,div;^oslash;6thorn;19^dstrok;22^hstrok;10imath,inodot;IJlig;ijlig;5kgreen;8^lmidot;;^lstrok;7napos;ENG;eng;' +
  '7OElig;oelig;20^tstrok;43fnof;35imped;130jmath;143circ;Hacek,caron;17=Breve;DiacriticalDot,dot;ring;ogon;DiacriticalTilde,tilde;' +
  'DiacriticalDoubleAcute,dblac;52DownBreve;152ohm;8^alpha;^beta;^gamma;^delta;^epsilon,epsi;^zeta;^eta;^theta;^iota;^kappa;^lambda;' +
  '^mu;^nu;^xi;^omicron;^pi;^rho;sigmaf,sigmav,varsigma;^sigma;^tau;^upsilon,upsi;^phi;^chi;^psi;^omega;8thetasym,thetav,vartheta;' +
  'upsih,Upsi;;;straightphi,varphi,phiv;varpi,piv;7^gammad,digamma;19varkappa,kappav;rhov,varrho;;;;straightepsilon,epsiv,varepsilon;' +
  'backepsilon,bepsi;11IOcy;DJcy;GJcy;;DScy;;YIcy;;LJcy;NJcy;TSHcy;KJcy;;;DZcy;6IEcy;ZHcy;15KHcy;TScy;CHcy;SHcy;SHCHcy;HARDcy;;SOFTcy;;' +
  'YUcy;YAcy;^acy;^bcy;^vcy;^gcy;^dcy;iecy;zhcy;^zcy;^icy;^jcy;^kcy;^lcy;^mcy;^ncy;^ocy;^pcy;^rcy;^scy;^tcy;^ucy;^fcy;khcy;tscy;chcy;' +
  'shcy;shchcy;hardcy;^ycy;softcy;^ecy;yucy;yacy;;iocy;djcy;gjcy;^jukcy;dscy;^iukcy;yicy;^jsercy;ljcy;njcy;tshcy;kjcy;;^ubrcy;dzcy;' +
  '7075ensp;emsp;emsp13;emsp14;;numsp;puncsp;ThinSpace,thinsp;VeryThinSpace,hairsp;' +
  'ZeroWidthSpace,NegativeThinSpace,NegativeThickSpace,NegativeMediumSpace,NegativeVeryThinSpace;zwnj;zwj;lrm;rlm;dash,hyphen;;;ndash;' +
  'mdash;horbar;Vert,Verbar;;OpenCurlyQuote,lsquo;CloseCurlyQuote,rsquor,rsquo;lsquor,sbquo;;OpenCurlyDoubleQuote,ldquo;' +
  'CloseCurlyDoubleQuote,rdquor,rdquo;ldquor,bdquo;;dagger;ddagger,Dagger;bull,bullet;;;nldr;hellip,mldr;10permil;pertenk;prime;Prime;' +
  'tprime;bprime,backprime;;;;lsaquo;rsaquo;;;;OverBar,oline;;;caret;;hybull;frasl;11bsemi;8qprime;8MediumSpace;0+8202 ThickSpace;' +
  'NoBreak;ApplyFunction,af;it,InvisibleTimes;ic,InvisibleComma;73euro;47tdot,TripleDot;DotDot;38complexes,Copf;;;incare;5gscr;' +
  'HilbertSpace,hamilt,Hscr;Hfr,Poincareplane;quaternions,Hopf;planckh;hslash,planck,plankv,hbar;imagline,Iscr;Ifr,imagpart,image,Im;' +
  'Laplacetrf,lagran,Lscr;ell;;naturals,Nopf;numero;copysr;weierp,wp;primes,Popf;rationals,Qopf;realine,Rscr;realpart,real,Rfr,Re;' +
  'reals,Ropf;rx;;;;=TRADE;;integers,Zopf;;;mho;zeetrf,Zfr;iiota;;;Bernoullis,bernou,Bscr;Cayleys,Cfr;;escr;expectation,Escr;' +
  'Fouriertrf,Fscr;;Mellintrf,phmmat,Mscr;orderof,order,oscr;alefsym,aleph;beth;gimel;daleth;13CapitalDifferentialD,DD;' +
  'DifferentialD,dd;=ExponentialE,ee;ImaginaryI,ii;11frac13;frac23;frac15;frac25;frac35;frac45;frac16;frac56;frac18;frac38;frac58;' +
  'frac78;50ShortLeftArrow,!leftarrow,LeftArrow,!larr,slarr;ShortUpArrow,=UpArrow,uarr;' +
  'ShortRightArrow,!rightarrow,RightArrow,!rarr,srarr;ShortDownArrow,=DownArrow,darr;!leftrightarrow,LeftRightArrow,!harr;' +
  '=UpDownArrow,varr;UpperLeftArrow,nwarrow,nwarr;UpperRightArrow,nearrow,nearr;LowerRightArrow,searrow,searr;' +
  'LowerLeftArrow,swarrow,swarr;;;;rightsquigarrow,!rarrw;twoheadleftarrow,Larr;Uarr;twoheadrightarrow,Rarr;Darr;larrtl,leftarrowtail;' +
  'rightarrowtail,rarrtl;LeftTeeArrow,mapstoleft;UpTeeArrow,mapstoup;RightTeeArrow,mapsto,map;DownTeeArrow,mapstodown;;' +
  'hookleftarrow,larrhk;hookrightarrow,rarrhk;looparrowleft,larrlp;looparrowright,rarrlp;leftrightsquigarrow,harrw;;;=Lsh;=Rsh;ldsh;' +
  'rdsh;;crarr;curvearrowleft,cularr;curvearrowright,curarr;;;circlearrowleft,olarr;circlearrowright,orarr;' +
  'leftharpoonup,LeftVector,lharu;leftharpoondown,DownLeftVector,lhard;upharpoonright,RightUpVector,uharr;' +
  'upharpoonleft,LeftUpVector,uharl;rightharpoonup,RightVector,rharu;rightharpoondown,DownRightVector,rhard;' +
  'downharpoonright,RightDownVector,dharr;downharpoonleft,LeftDownVector,dharl;rightleftarrows,RightArrowLeftArrow,rlarr;' +
  'UpArrowDownArrow,udarr;LeftArrowRightArrow,leftrightarrows,lrarr;leftleftarrows,llarr;upuparrows,uuarr;rightrightarrows,rrarr;' +
  'downdownarrows,ddarr;ReverseEquilibrium,leftrightharpoons,lrhar;rightleftharpoons,Equilibrium,rlhar;nLeftarrow;nLeftrightarrow;' +
  'nRightarrow;Leftarrow,DoubleLeftArrow,!lArr;Uparrow,DoubleUpArrow,uArr;DoubleRightArrow,Rightarrow,Implies,!rArr;' +
  'Downarrow,DoubleDownArrow,dArr;DoubleLeftRightArrow,iff,Leftrightarrow,!hArr;Updownarrow,DoubleUpDownArrow,vArr;nwArr;neArr;seArr;' +
  'swArr;Lleftarrow,lAarr;Rrightarrow,rAarr;;zigrarr;7LeftArrowBar,larrb;RightArrowBar,rarrb;16DownArrowUpArrow,duarr;8loarr;roarr;' +
  'hoarr;=ForAll;complement,comp;PartialD,!part;!Exists,!exist;nexists;varnothing,emptyset,emptyv,empty;;nabla,Del;' +
  '!Element,isinv,isin,in;notinva,notin;;!ReverseElement,SuchThat,niv,ni;notniva,notni;;;Product,prod;Coproduct,coprod;=Sum;minus;' +
  'MinusPlus,mnplus,mp;dotplus,plusdo;;Backslash,smallsetminus,setminus,ssetmn,setmn;lowast;SmallCircle,compfn;;radic,Sqrt;;;' +
  'Proportional,varpropto,propto,vprop,prop;infin;angrt;angle,ang;0+8402 nang;measuredangle,angmsd;angsph;' +
  '!VerticalBar,!shortmid,!smid,!mid;;!shortparallel,!DoubleVerticalBar,!parallel,!spar,!par;;wedge,and;vee,or;cap;0+65024 caps;cup;' +
  '0+65024 cups;Integral,int;Int;iiint,tint;ContourIntegral,oint,conint;Conint,DoubleContourIntegral;Cconint;cwint;' +
  'ClockwiseContourIntegral,cwconint;CounterClockwiseContourIntegral,awconint;there4,=Therefore;becaus,=Because;ratio;Proportion,Colon;' +
  'dotminus,minusd;;mDDot;homtht;!Tilde,thicksim,thksim,!sim;0+8402 nvsim;backsim,bsim;0+817 race;mstpos,ac;0+819 acE;acd;' +
  'VerticalTilde,wreath,wr;;eqsim,!esim,!EqualTilde;!TildeEqual,!simeq,!sime;;!TildeFullEqual,!cong;simne;;' +
  '!TildeTilde,thickapprox,!approx,asymp,thkap,!ap;;approxeq,ape;!apid;backcong,bcong;asympeq,!CupCap;0+8402 nvap;' +
  '!HumpDownHump,Bumpeq,!bump;!HumpEqual,bumpeq,!bumpe;DotEqual,doteq,esdot;0+824 nedot;doteqdot,eDot;fallingdotseq,efDot;' +
  'risingdotseq,erDot;Assign,coloneq,colone;ecolon,eqcolon;ecir,eqcirc;circeq,cire;;wedgeq;veeeq;;trie,triangleq;;;questeq,equest;' +
  'NotEqual,ne;!Congruent,!equiv;0+8421 bnequiv;;;!leq,!le;0+8402 nvle;!GreaterEqual,!geq,!ge;0+8402 nvge;LessFullEqual,!leqq,!lE;' +
  '!GreaterFullEqual,!geqq,!gE;lneqq,lnE;0+65024 lvertneqq,lvnE;gneqq,gnE;0+65024 gvertneqq,gvnE;Lt,ll,NestedLessLess;' +
  '0+824 NotLessLess,nLtv;0+8402 nLt;NestedGreaterGreater,gg,Gt;0+824 NotGreaterGreater,nGtv;0+8402 nGt;between,twixt;;NotLess,nless;' +
  'ngtr,NotGreater;NotLessEqual;;!LessTilde,lesssim,!lsim;gtrsim,!GreaterTilde,!gsim;;;!LessGreater,lessgtr,lg;!GreaterLess,gtrless,gl;' +
  'ntlg;ntgl;!Precedes,!prec,!pr;!Succeeds,!sc,!succ;!PrecedesSlantEqual,preccurlyeq,!prcue;!SucceedsSlantEqual,succcurlyeq,!sccue;' +
  'PrecedesTilde,precsim,prsim;!SucceedsTilde,scsim,succsim;;;subset,!sub;0+8402 NotSubset,nsubset,vnsub;supset,Superset,!sup;' +
  '0+8402 NotSuperset,nsupset,vnsup;;;!SubsetEqual,!subseteq,!sube;!supseteq,!SupersetEqual,!supe;;;subsetneq,subne;' +
  '0+65024 vsubne,varsubsetneq;supsetneq,supne;0+65024 varsupsetneq,vsupne;;cupdot;uplus,UnionPlus;!SquareSubset,sqsubset,sqsub;' +
  '!SquareSuperset,sqsupset,sqsup;!SquareSubsetEqual,sqsubseteq,!sqsube;!SquareSupersetEqual,sqsupseteq,!sqsupe;' +
  'SquareIntersection,sqcap;0+65024 sqcaps;SquareUnion,sqcup;0+65024 sqcups;oplus,CirclePlus;CircleMinus,ominus;otimes,CircleTimes;' +
  'osol;CircleDot,odot;circledcirc,ocir;circledast,oast;;circleddash,odash;boxplus,plusb;boxminus,minusb;boxtimes,timesb;' +
  'dotsquare,sdotb;RightTee,!vdash;LeftTee,dashv;DownTee,top;perp,bottom,UpTee,bot;;models;DoubleRightTee,!vDash;Vdash;Vvdash;VDash;;;' +
  'nVdash;nVDash;prurel;;vartriangleleft,!LeftTriangle,vltri;vartriangleright,!RightTriangle,vrtri;' +
  '!LeftTriangleEqual,!trianglelefteq,!ltrie;0+8402 nvltrie;!RightTriangleEqual,!trianglerighteq,!rtrie;0+8402 nvrtrie;origof;imof;' +
  'multimap,mumap;hercon;intercal,intcal;veebar;;barvee;angrtvb;lrtri;bigwedge,xwedge,Wedge;bigvee,xvee,Vee;bigcap,xcap,Intersection;' +
  'bigcup,xcup,Union;=Diamond,diam;sdot;Star,sstarf;divideontimes,divonx;bowtie;ltimes;rtimes;leftthreetimes,lthree;' +
  'rightthreetimes,rthree;backsimeq,bsime;curlyvee,cuvee;curlywedge,cuwed;Subset,Sub;Supset,Sup;Cap;Cup;pitchfork,fork;epar;' +
  'ltdot,lessdot;gtrdot,gtdot;Ll;0+824 nLl;ggg,Gg;0+824 nGg;LessEqualGreater,lesseqgtr,leg;0+65024 lesg;GreaterEqualLess,gtreqless,gel;' +
  '0+65024 gesl;;;curlyeqprec,cuepr;curlyeqsucc,cuesc;7lnsim;gnsim;precnsim,prnsim;succnsim,scnsim;ntriangleleft,nltri;' +
  'ntriangleright,nrtri;;;vellip;ctdot;utdot;dtdot;disin;isinsv;isins;isindot;0+824 notindot;notinvc;notinvb;;isinE;0+824 notinE;nisd;' +
  'xnis;nis;notnivc;notnivb;7barwedge,barwed;doublebarwedge,Barwed;;LeftCeiling,lceil;RightCeiling,rceil;LeftFloor,lfloor;' +
  'RightFloor,rfloor;drcrop;dlcrop;urcrop;ulcrop;bnot;;profline;profsurf;;telrec;target;6ulcorner,ulcorn;urcorner,urcorn;' +
  'llcorner,dlcorn;lrcorner,drcorn;;;sfrown,frown;ssmile,smile;10cylcty;profalar;8topbot;7ovbar;;solbar;61angzarr;52lmoustache,lmoust;' +
  'rmoustache,rmoust;;;OverBracket,tbrk;UnderBracket,bbrk;bbrktbrk;38OverParenthesis;UnderParenthesis;OverBrace;UnderBrace;;;trpezium;' +
  '5elinters;60blank;165circledS,oS;56HorizontalLine,boxh;;boxv;10boxdr;;;;boxdl;;;;boxur;;;;boxul;;;;boxvr;8boxvl;8boxhd;8boxhu;' +
  '8boxvh;20boxH;boxV;boxdR;boxDr;boxDR;boxdL;boxDl;boxDL;boxuR;boxUr;boxUR;boxuL;boxUl;boxUL;boxvR;boxVr;boxVR;boxvL;boxVl;boxVL;' +
  'boxHd;boxhD;boxHD;boxHu;boxhU;boxHU;boxvH;boxVh;boxVH;20uhblk;;;;lhblk;;;;block;9blk14;blk12;blk34;14=Square,squ;' +
  '9blacksquare,FilledVerySmallSquare,squarf,squf;EmptyVerySmallSquare;;rect;marker;;;fltns;;bigtriangleup,xutri;blacktriangle,utrif;' +
  'triangle,utri;;;blacktriangleright,rtrif;triangleright,rtri;;;;bigtriangledown,xdtri;blacktriangledown,dtrif;triangledown,dtri;;;' +
  'blacktriangleleft,ltrif;triangleleft,ltri;7lozenge,loz;cir;33tridot;;;xcirc,bigcirc;9ultri;urtri;lltri;EmptySmallSquare;' +
  'FilledSmallSquare;9starf,bigstar;star;8phone;50female;;male;30spadesuit,spades;;;clubsuit,clubs;;heartsuit,hearts;diamondsuit,diams;' +
  ';;;sung;;;flat;natural,natur;sharp;164checkmark,check;;;;cross;9maltese,malt;22sext;34VerticalSeparator;26lbbrk;rbbrk;85bsolhsub;' +
  'suphsol;29LeftDoubleBracket,lobrk;RightDoubleBracket,robrk;LeftAngleBracket,langle,lang;RightAngleBracket,rangle,rang;Lang;Rang;' +
  'loang;roang;8=LongLeftArrow,xlarr;=LongRightArrow,xrarr;=LongLeftRightArrow,xharr;Longleftarrow,DoubleLongLeftArrow,xlArr;' +
  'DoubleLongRightArrow,Longrightarrow,xrArr;DoubleLongLeftRightArrow,Longleftrightarrow,xhArr;;longmapsto,xmap;;;dzigrarr;259nvlArr;' +
  'nvrArr;nvHarr;Map;7lbarr;bkarow,rbarr;lBarr;dbkarow,rBarr;drbkarow,RBarr;DDotrahd;UpArrowBar;DownArrowBar;;;Rarrtl;;;latail;ratail;' +
  'lAtail;rAtail;larrfs;rarrfs;larrbfs;rarrbfs;;;nwarhk;nearhk;hksearow,searhk;hkswarow,swarhk;nwnear;nesear,toea;seswar,tosa;swnwar;' +
  '9!rarrc;;cudarrr;ldca;rdca;cudarrl;larrpl;;;curarrm;cularrp;8rarrpl;;;harrcir;Uarrocir;lurdshar;ldrushar;;;LeftRightVector;' +
  'RightUpDownVector;DownLeftRightVector;LeftUpDownVector;LeftVectorBar;RightVectorBar;RightUpVectorBar;RightDownVectorBar;' +
  'DownLeftVectorBar;DownRightVectorBar;LeftUpVectorBar;LeftDownVectorBar;LeftTeeVector;RightTeeVector;RightUpTeeVector;' +
  'RightDownTeeVector;DownLeftTeeVector;DownRightTeeVector;LeftUpTeeVector;LeftDownTeeVector;lHar;uHar;rHar;dHar;luruhar;ldrdhar;' +
  'ruluhar;rdldhar;lharul;llhard;rharul;lrhard;UpEquilibrium,udhar;ReverseUpEquilibrium,duhar;RoundImplies;erarr;simrarr;larrsim;' +
  'rarrsim;rarrap;ltlarr;;gtrarr;subrarr;;suplarr;lfisht;rfisht;ufisht;dfisht;6lopar;ropar;5lbrke;rbrke;lbrkslu;rbrksld;lbrksld;' +
  'rbrkslu;langd;rangd;lparlt;rpargt;gtlPar;ltrPar;;;;vzigzag;;vangrt;angrtvbd;7ange;range;dwangle;uwangle;angmsdaa;angmsdab;angmsdac;' +
  'angmsdad;angmsdae;angmsdaf;angmsdag;angmsdah;bemptyv;demptyv;cemptyv;raemptyv;laemptyv;ohbar;omid;opar;;operp;;olcross;odsold;;' +
  'olcir;ofcir;olt;ogt;cirscir;cirE;solb;bsolb;;;;boxbox;;;;trisb;rtriltri;!LeftTriangleBar;!RightTriangleBar;12iinfin;infintie;' +
  'nvinfin;5eparsl;smeparsl;eqvparsl;6blacklozenge,lozf;9RuleDelayed;;dsol;10xodot,bigodot;bigoplus,xoplus;bigotimes,xotime;;' +
  'biguplus,xuplus;;bigsqcup,xsqcup;6iiiint,qint;fpartint;;;cirfnint;awint;rppolint;scpolint;npolint;pointint;quatint;intlarhk;' +
  '11pluscir;plusacir;simplus;plusdu;plussim;plustwo;;mcomma;minusdu;;;loplus;roplus;Cross;timesd;timesbar;;smashp;lotimes;rotimes;' +
  'otimesas;Otimes;odiv;triplus;triminus;tritime;intprod,iprod;;;amalg;capdot;;ncup;ncap;capand;cupor;cupcap;capcup;cupbrcap;capbrcup;' +
  'cupcup;capcap;ccups;ccaps;;;ccupssm;;;And;Or;andand;oror;orslope;andslope;;andv;orv;andd;ord;;wedbar;7sdote;;;;simdot;;;!congdot;' +
  'easter;apacir;!apE;eplus;pluse;Esim;Colone;Equal;;ddotseq,eDDot;equivDD;ltcir;gtcir;ltquest;gtquest;!LessSlantEqual,!leqslant,!les;' +
  '!GreaterSlantEqual,!geqslant,!ges;lesdot;gesdot;lesdoto;gesdoto;lesdotor;gesdotol;lessapprox,lap;gtrapprox,gap;lneq,lne;gneq,gne;' +
  'lnapprox,lnap;gnapprox,gnap;lesseqqgtr,lEg;gtreqqless,gEl;lsime;gsime;lsimg;gsiml;lgE;glE;lesges;gesles;els,eqslantless;' +
  'eqslantgtr,egs;elsdot;egsdot;el;eg;;;siml;simg;simlE;simgE;LessLess;0+824 NotNestedLessLess;GreaterGreater;' +
  '0+824 NotNestedGreaterGreater;;glj;gla;ltcc;gtcc;lescc;gescc;smt;lat;smte;0+65024 smtes;late;0+65024 lates;bumpE;' +
  '!PrecedesEqual,!preceq,!pre;!SucceedsEqual,!succeq,!sce;;;prE;scE;precneqq,prnE;succneqq,scnE;precapprox,prap;succapprox,scap;' +
  'precnapprox,prnap;succnapprox,scnap;Pr;Sc;subdot;supdot;subplus;supplus;submult;supmult;subedot;supedot;!subseteqq,!subE;' +
  '!supseteqq,!supE;subsim;supsim;;;subsetneqq,subnE;0+65024 varsubsetneqq,vsubnE;supsetneqq,supnE;0+65024 varsupsetneqq,vsupnE;;;csub;' +
  'csup;csube;csupe;subsup;supsub;subsub;supsup;suphsub;supdsub;forkv;topfork;mlcp;9DoubleLeftTee,Dashv;;Vdashl;Barv;vBar;vBarv;;Vbar;' +
  'Not;bNot;rnmid;cirmid;midcir;topcir;nhpar;parsim;10parsl;0+8421 nparsl;53251fflig;filig;fllig;ffilig;ffllig'
