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
 * All other names of characters: an entry for each character, with commas between its names. Entries follow each other in the order of the code
 * points; a number tells how far the code point lies after the last one's where that is not 1, and `+` goes before a second code point.
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
  '9Tab;NewLine;23excl;=QUOT;num;dollar;percnt;=AMP;apos;lpar;rpar;ast,midast;plus;comma;;period;sol;11colon;semi;LT,!lt;0+8402 nvlt;' +
  'equals;0+8421 bne;GT,!gt;0+8402 nvgt;quest;commat;27lbrack,lsqb;bsol;rbrack,rsqb;Hat;UnderBar,lowbar;DiacriticalGrave,grave;' +
  '6+106 fjlig;21lbrace,lcub;VerticalLine,verbar,vert;rbrace,rcub;35NonBreakingSpace,nbsp;iexcl;cent;pound;curren;yen;brvbar;sect;' +
  'Dot,DoubleDot,die,uml;=COPY;ordf;laquo;not;shy;=REG,circledR;macr,strns;deg;PlusMinus,plusmn,pm;sup2;sup3;DiacriticalAcute,acute;' +
  'micro;para;=CenterDot,middot;Cedilla,cedil;sup1;ordm;raquo;frac14;frac12,half;frac34;iquest;6angst;AElig;10ETH;7times;7THORN;szlig;' +
  '7aelig;10eth;7div,divide;^oslash;6thorn;19^dstrok;22^hstrok;10imath,inodot;IJlig;ijlig;5kgreen;8^lmidot;;^lstrok;7napos;ENG;eng;' +
  '7OElig;oelig;20^tstrok;43fnof;35imped;130jmath;143circ;Hacek,caron;17=Breve;DiacriticalDot,dot;ring;ogon;DiacriticalTilde,tilde;' +
  'DiacriticalDoubleAcute,dblac;52DownBreve;152ohm;8^alpha;^beta;^gamma;^delta;epsi,^epsilon;^zeta;^eta;^theta;^iota;^kappa;^lambda;^mu;' +
  '^nu;^xi;^omicron;^pi;^rho;sigmaf,sigmav,varsigma;^sigma;^tau;upsi,^upsilon;^phi;^chi;^psi;^omega;8thetasym,thetav,vartheta;' +
  'Upsi,upsih;;;phiv,straightphi,varphi;piv,varpi;7digamma,^gammad;19kappav,varkappa;rhov,varrho;;;;epsiv,straightepsilon,varepsilon;' +
  'backepsilon,bepsi;11IOcy;DJcy;GJcy;;DScy;;YIcy;;LJcy;NJcy;TSHcy;KJcy;;;DZcy;6IEcy;ZHcy;15KHcy;TScy;CHcy;SHcy;SHCHcy;HARDcy;;SOFTcy;;' +
  'YUcy;YAcy;^acy;^bcy;^vcy;^gcy;^dcy;iecy;zhcy;^zcy;^icy;^jcy;^kcy;^lcy;^mcy;^ncy;^ocy;^pcy;^rcy;^scy;^tcy;^ucy;^fcy;khcy;tscy;chcy;' +
  'shcy;shchcy;hardcy;^ycy;softcy;^ecy;yucy;yacy;;iocy;djcy;gjcy;^jukcy;dscy;^iukcy;yicy;^jsercy;ljcy;njcy;tshcy;kjcy;;^ubrcy;dzcy;' +
  '7075ensp;emsp;emsp13;emsp14;;numsp;puncsp;ThinSpace,thinsp;VeryThinSpace,hairsp;' +
  'NegativeMediumSpace,NegativeThickSpace,NegativeThinSpace,NegativeVeryThinSpace,ZeroWidthSpace;zwnj;zwj;lrm;rlm;dash,hyphen;;;ndash;' +
  'mdash;horbar;Verbar,Vert;;OpenCurlyQuote,lsquo;CloseCurlyQuote,rsquo,rsquor;lsquor,sbquo;;OpenCurlyDoubleQuote,ldquo;' +
  'CloseCurlyDoubleQuote,rdquo,rdquor;bdquo,ldquor;;dagger;Dagger,ddagger;bull,bullet;;;nldr;hellip,mldr;10permil;pertenk;prime;Prime;' +
  'tprime;backprime,bprime;;;;lsaquo;rsaquo;;;;OverBar,oline;;;caret;;hybull;frasl;11bsemi;8qprime;8MediumSpace;0+8202 ThickSpace;' +
  'NoBreak;ApplyFunction,af;InvisibleTimes,it;InvisibleComma,ic;73euro;47TripleDot,tdot;DotDot;38Copf,complexes;;;incare;5gscr;' +
  'HilbertSpace,Hscr,hamilt;Hfr,Poincareplane;Hopf,quaternions;planckh;hbar,hslash,planck,plankv;Iscr,imagline;Ifr,Im,image,imagpart;' +
  'Laplacetrf,Lscr,lagran;ell;;Nopf,naturals;numero;copysr;weierp,wp;Popf,primes;Qopf,rationals;Rscr,realine;Re,Rfr,real,realpart;' +
  'Ropf,reals;rx;;;;=TRADE;;Zopf,integers;;;mho;Zfr,zeetrf;iiota;;;Bernoullis,Bscr,bernou;Cayleys,Cfr;;escr;Escr,expectation;' +
  'Fouriertrf,Fscr;;Mellintrf,Mscr,phmmat;order,orderof,oscr;alefsym,aleph;beth;gimel;daleth;13CapitalDifferentialD,DD;DifferentialD,dd;' +
  '=ExponentialE,ee;ImaginaryI,ii;11frac13;frac23;frac15;frac25;frac35;frac45;frac16;frac56;frac18;frac38;frac58;frac78;' +
  '50LeftArrow,ShortLeftArrow,!larr,!leftarrow,slarr;ShortUpArrow,=UpArrow,uarr;RightArrow,ShortRightArrow,!rarr,!rightarrow,srarr;' +
  '=DownArrow,ShortDownArrow,darr;LeftRightArrow,!harr,!leftrightarrow;=UpDownArrow,varr;UpperLeftArrow,nwarr,nwarrow;' +
  'UpperRightArrow,nearr,nearrow;LowerRightArrow,searr,searrow;LowerLeftArrow,swarr,swarrow;;;;!rarrw,rightsquigarrow;' +
  'Larr,twoheadleftarrow;Uarr;Rarr,twoheadrightarrow;Darr;larrtl,leftarrowtail;rarrtl,rightarrowtail;LeftTeeArrow,mapstoleft;' +
  'UpTeeArrow,mapstoup;RightTeeArrow,map,mapsto;DownTeeArrow,mapstodown;;hookleftarrow,larrhk;hookrightarrow,rarrhk;' +
  'larrlp,looparrowleft;looparrowright,rarrlp;harrw,leftrightsquigarrow;;;=Lsh;=Rsh;ldsh;rdsh;;crarr;cularr,curvearrowleft;' +
  'curarr,curvearrowright;;;circlearrowleft,olarr;circlearrowright,orarr;LeftVector,leftharpoonup,lharu;' +
  'DownLeftVector,leftharpoondown,lhard;RightUpVector,uharr,upharpoonright;LeftUpVector,uharl,upharpoonleft;' +
  'RightVector,rharu,rightharpoonup;DownRightVector,rhard,rightharpoondown;RightDownVector,dharr,downharpoonright;' +
  'LeftDownVector,dharl,downharpoonleft;RightArrowLeftArrow,rightleftarrows,rlarr;UpArrowDownArrow,udarr;' +
  'LeftArrowRightArrow,leftrightarrows,lrarr;leftleftarrows,llarr;upuparrows,uuarr;rightrightarrows,rrarr;ddarr,downdownarrows;' +
  'ReverseEquilibrium,leftrightharpoons,lrhar;Equilibrium,rightleftharpoons,rlhar;nLeftarrow;nLeftrightarrow;nRightarrow;' +
  'DoubleLeftArrow,Leftarrow,!lArr;DoubleUpArrow,Uparrow,uArr;DoubleRightArrow,Implies,Rightarrow,!rArr;DoubleDownArrow,Downarrow,dArr;' +
  'DoubleLeftRightArrow,Leftrightarrow,!hArr,iff;DoubleUpDownArrow,Updownarrow,vArr;nwArr;neArr;seArr;swArr;Lleftarrow,lAarr;' +
  'Rrightarrow,rAarr;;zigrarr;7LeftArrowBar,larrb;RightArrowBar,rarrb;16DownArrowUpArrow,duarr;8loarr;roarr;hoarr;=ForAll;' +
  'comp,complement;PartialD,!part;!Exists,!exist;nexists;empty,emptyset,emptyv,varnothing;;Del,nabla;!Element,in,isin,isinv;' +
  'notin,notinva;;!ReverseElement,SuchThat,ni,niv;notni,notniva;;;Product,prod;Coproduct,coprod;=Sum;minus;MinusPlus,mnplus,mp;' +
  'dotplus,plusdo;;Backslash,setminus,setmn,smallsetminus,ssetmn;lowast;SmallCircle,compfn;;Sqrt,radic;;;' +
  'Proportional,prop,propto,varpropto,vprop;infin;angrt;ang,angle;0+8402 nang;angmsd,measuredangle;angsph;' +
  '!VerticalBar,!mid,!shortmid,!smid;;!DoubleVerticalBar,!par,!parallel,!shortparallel,!spar;;and,wedge;or,vee;cap;0+65024 caps;cup;' +
  '0+65024 cups;Integral,int;Int;iiint,tint;ContourIntegral,conint,oint;Conint,DoubleContourIntegral;Cconint;cwint;' +
  'ClockwiseContourIntegral,cwconint;CounterClockwiseContourIntegral,awconint;=Therefore,there4;=Because,becaus;ratio;Colon,Proportion;' +
  'dotminus,minusd;;mDDot;homtht;!Tilde,!sim,thicksim,thksim;0+8402 nvsim;backsim,bsim;0+817 race;ac,mstpos;0+819 acE;acd;' +
  'VerticalTilde,wr,wreath;;!EqualTilde,eqsim,!esim;!TildeEqual,!sime,!simeq;;!TildeFullEqual,!cong;simne;;' +
  '!TildeTilde,!ap,!approx,asymp,thickapprox,thkap;;ape,approxeq;!apid;backcong,bcong;!CupCap,asympeq;0+8402 nvap;' +
  'Bumpeq,!HumpDownHump,!bump;!HumpEqual,!bumpe,bumpeq;DotEqual,doteq,esdot;0+824 nedot;doteqdot,eDot;efDot,fallingdotseq;' +
  'erDot,risingdotseq;Assign,colone,coloneq;ecolon,eqcolon;ecir,eqcirc;circeq,cire;;wedgeq;veeeq;;triangleq,trie;;;equest,questeq;' +
  'NotEqual,ne;!Congruent,!equiv;0+8421 bnequiv;;;!le,!leq;0+8402 nvle;!GreaterEqual,!ge,!geq;0+8402 nvge;LessFullEqual,!lE,!leqq;' +
  '!GreaterFullEqual,!gE,!geqq;lnE,lneqq;0+65024 lvertneqq,lvnE;gnE,gneqq;0+65024 gvertneqq,gvnE;Lt,NestedLessLess,ll;' +
  '0+824 NotLessLess,nLtv;0+8402 nLt;Gt,NestedGreaterGreater,gg;0+824 NotGreaterGreater,nGtv;0+8402 nGt;between,twixt;;NotLess,nless;' +
  'NotGreater,ngtr;NotLessEqual;;!LessTilde,lesssim,!lsim;!GreaterTilde,!gsim,gtrsim;;;!LessGreater,lessgtr,lg;!GreaterLess,gl,gtrless;' +
  'ntlg;ntgl;!Precedes,!pr,!prec;!Succeeds,!sc,!succ;!PrecedesSlantEqual,!prcue,preccurlyeq;!SucceedsSlantEqual,!sccue,succcurlyeq;' +
  'PrecedesTilde,precsim,prsim;!SucceedsTilde,scsim,succsim;;;!sub,subset;0+8402 NotSubset,nsubset,vnsub;Superset,!sup,supset;' +
  '0+8402 NotSuperset,nsupset,vnsup;;;!SubsetEqual,!sube,!subseteq;!SupersetEqual,!supe,!supseteq;;;subne,subsetneq;' +
  '0+65024 varsubsetneq,vsubne;supne,supsetneq;0+65024 varsupsetneq,vsupne;;cupdot;UnionPlus,uplus;!SquareSubset,sqsub,sqsubset;' +
  '!SquareSuperset,sqsup,sqsupset;!SquareSubsetEqual,!sqsube,sqsubseteq;!SquareSupersetEqual,!sqsupe,sqsupseteq;' +
  'SquareIntersection,sqcap;0+65024 sqcaps;SquareUnion,sqcup;0+65024 sqcups;CirclePlus,oplus;CircleMinus,ominus;CircleTimes,otimes;osol;' +
  'CircleDot,odot;circledcirc,ocir;circledast,oast;;circleddash,odash;boxplus,plusb;boxminus,minusb;boxtimes,timesb;dotsquare,sdotb;' +
  'RightTee,!vdash;LeftTee,dashv;DownTee,top;UpTee,bot,bottom,perp;;models;DoubleRightTee,!vDash;Vdash;Vvdash;VDash;;;nVdash;nVDash;' +
  'prurel;;!LeftTriangle,vartriangleleft,vltri;!RightTriangle,vartriangleright,vrtri;!LeftTriangleEqual,!ltrie,!trianglelefteq;' +
  '0+8402 nvltrie;!RightTriangleEqual,!rtrie,!trianglerighteq;0+8402 nvrtrie;origof;imof;multimap,mumap;hercon;intcal,intercal;veebar;;' +
  'barvee;angrtvb;lrtri;Wedge,bigwedge,xwedge;Vee,bigvee,xvee;Intersection,bigcap,xcap;Union,bigcup,xcup;=Diamond,diam;sdot;Star,sstarf;' +
  'divideontimes,divonx;bowtie;ltimes;rtimes;leftthreetimes,lthree;rightthreetimes,rthree;backsimeq,bsime;curlyvee,cuvee;' +
  'curlywedge,cuwed;Sub,Subset;Sup,Supset;Cap;Cup;fork,pitchfork;epar;lessdot,ltdot;gtdot,gtrdot;Ll;0+824 nLl;Gg,ggg;0+824 nGg;' +
  'LessEqualGreater,leg,lesseqgtr;0+65024 lesg;GreaterEqualLess,gel,gtreqless;0+65024 gesl;;;cuepr,curlyeqprec;cuesc,curlyeqsucc;7lnsim;' +
  'gnsim;precnsim,prnsim;scnsim,succnsim;nltri,ntriangleleft;nrtri,ntriangleright;;;vellip;ctdot;utdot;dtdot;disin;isinsv;isins;isindot;' +
  '0+824 notindot;notinvc;notinvb;;isinE;0+824 notinE;nisd;xnis;nis;notnivc;notnivb;7barwed,barwedge;Barwed,doublebarwedge;;' +
  'LeftCeiling,lceil;RightCeiling,rceil;LeftFloor,lfloor;RightFloor,rfloor;drcrop;dlcrop;urcrop;ulcrop;bnot;;profline;profsurf;;telrec;' +
  'target;6ulcorn,ulcorner;urcorn,urcorner;dlcorn,llcorner;drcorn,lrcorner;;;frown,sfrown;smile,ssmile;10cylcty;profalar;8topbot;7ovbar;' +
  ';solbar;61angzarr;52lmoust,lmoustache;rmoust,rmoustache;;;OverBracket,tbrk;UnderBracket,bbrk;bbrktbrk;38OverParenthesis;' +
  'UnderParenthesis;OverBrace;UnderBrace;;;trpezium;5elinters;60blank;165circledS,oS;56HorizontalLine,boxh;;boxv;10boxdr;;;;boxdl;;;;' +
  'boxur;;;;boxul;;;;boxvr;8boxvl;8boxhd;8boxhu;8boxvh;20boxH;boxV;boxdR;boxDr;boxDR;boxdL;boxDl;boxDL;boxuR;boxUr;boxUR;boxuL;boxUl;' +
  'boxUL;boxvR;boxVr;boxVR;boxvL;boxVl;boxVL;boxHd;boxhD;boxHD;boxHu;boxhU;boxHU;boxvH;boxVh;boxVH;20uhblk;;;;lhblk;;;;block;9blk14;' +
  'blk12;blk34;14=Square,squ;9FilledVerySmallSquare,blacksquare,squarf,squf;EmptyVerySmallSquare;;rect;marker;;;fltns;;' +
  'bigtriangleup,xutri;blacktriangle,utrif;triangle,utri;;;blacktriangleright,rtrif;rtri,triangleright;;;;bigtriangledown,xdtri;' +
  'blacktriangledown,dtrif;dtri,triangledown;;;blacktriangleleft,ltrif;ltri,triangleleft;7loz,lozenge;cir;33tridot;;;bigcirc,xcirc;' +
  '9ultri;urtri;lltri;EmptySmallSquare;FilledSmallSquare;9bigstar,starf;star;8phone;50female;;male;30spades,spadesuit;;;clubs,clubsuit;;' +
  'hearts,heartsuit;diamondsuit,diams;;;;sung;;;flat;natur,natural;sharp;164check,checkmark;;;;cross;9malt,maltese;22sext;' +
  '34VerticalSeparator;26lbbrk;rbbrk;85bsolhsub;suphsol;29LeftDoubleBracket,lobrk;RightDoubleBracket,robrk;LeftAngleBracket,lang,langle;' +
  'RightAngleBracket,rang,rangle;Lang;Rang;loang;roang;8=LongLeftArrow,xlarr;=LongRightArrow,xrarr;=LongLeftRightArrow,xharr;' +
  'DoubleLongLeftArrow,Longleftarrow,xlArr;DoubleLongRightArrow,Longrightarrow,xrArr;DoubleLongLeftRightArrow,Longleftrightarrow,xhArr;;' +
  'longmapsto,xmap;;;dzigrarr;259nvlArr;nvrArr;nvHarr;Map;7lbarr;bkarow,rbarr;lBarr;dbkarow,rBarr;RBarr,drbkarow;DDotrahd;UpArrowBar;' +
  'DownArrowBar;;;Rarrtl;;;latail;ratail;lAtail;rAtail;larrfs;rarrfs;larrbfs;rarrbfs;;;nwarhk;nearhk;hksearow,searhk;hkswarow,swarhk;' +
  'nwnear;nesear,toea;seswar,tosa;swnwar;9!rarrc;;cudarrr;ldca;rdca;cudarrl;larrpl;;;curarrm;cularrp;8rarrpl;;;harrcir;Uarrocir;' +
  'lurdshar;ldrushar;;;LeftRightVector;RightUpDownVector;DownLeftRightVector;LeftUpDownVector;LeftVectorBar;RightVectorBar;' +
  'RightUpVectorBar;RightDownVectorBar;DownLeftVectorBar;DownRightVectorBar;LeftUpVectorBar;LeftDownVectorBar;LeftTeeVector;' +
  'RightTeeVector;RightUpTeeVector;RightDownTeeVector;DownLeftTeeVector;DownRightTeeVector;LeftUpTeeVector;LeftDownTeeVector;lHar;uHar;' +
  'rHar;dHar;luruhar;ldrdhar;ruluhar;rdldhar;lharul;llhard;rharul;lrhard;UpEquilibrium,udhar;ReverseUpEquilibrium,duhar;RoundImplies;' +
  'erarr;simrarr;larrsim;rarrsim;rarrap;ltlarr;;gtrarr;subrarr;;suplarr;lfisht;rfisht;ufisht;dfisht;6lopar;ropar;5lbrke;rbrke;lbrkslu;' +
  'rbrksld;lbrksld;rbrkslu;langd;rangd;lparlt;rpargt;gtlPar;ltrPar;;;;vzigzag;;vangrt;angrtvbd;7ange;range;dwangle;uwangle;angmsdaa;' +
  'angmsdab;angmsdac;angmsdad;angmsdae;angmsdaf;angmsdag;angmsdah;bemptyv;demptyv;cemptyv;raemptyv;laemptyv;ohbar;omid;opar;;operp;;' +
  'olcross;odsold;;olcir;ofcir;olt;ogt;cirscir;cirE;solb;bsolb;;;;boxbox;;;;trisb;rtriltri;!LeftTriangleBar;!RightTriangleBar;12iinfin;' +
  'infintie;nvinfin;5eparsl;smeparsl;eqvparsl;6blacklozenge,lozf;9RuleDelayed;;dsol;10bigodot,xodot;bigoplus,xoplus;bigotimes,xotime;;' +
  'biguplus,xuplus;;bigsqcup,xsqcup;6iiiint,qint;fpartint;;;cirfnint;awint;rppolint;scpolint;npolint;pointint;quatint;intlarhk;' +
  '11pluscir;plusacir;simplus;plusdu;plussim;plustwo;;mcomma;minusdu;;;loplus;roplus;Cross;timesd;timesbar;;smashp;lotimes;rotimes;' +
  'otimesas;Otimes;odiv;triplus;triminus;tritime;intprod,iprod;;;amalg;capdot;;ncup;ncap;capand;cupor;cupcap;capcup;cupbrcap;capbrcup;' +
  'cupcup;capcap;ccups;ccaps;;;ccupssm;;;And;Or;andand;oror;orslope;andslope;;andv;orv;andd;ord;;wedbar;7sdote;;;;simdot;;;!congdot;' +
  'easter;apacir;!apE;eplus;pluse;Esim;Colone;Equal;;ddotseq,eDDot;equivDD;ltcir;gtcir;ltquest;gtquest;!LessSlantEqual,!leqslant,!les;' +
  '!GreaterSlantEqual,!geqslant,!ges;lesdot;gesdot;lesdoto;gesdoto;lesdotor;gesdotol;lap,lessapprox;gap,gtrapprox;lne,lneq;gne,gneq;' +
  'lnap,lnapprox;gnap,gnapprox;lEg,lesseqqgtr;gEl,gtreqqless;lsime;gsime;lsimg;gsiml;lgE;glE;lesges;gesles;els,eqslantless;' +
  'egs,eqslantgtr;elsdot;egsdot;el;eg;;;siml;simg;simlE;simgE;LessLess;0+824 NotNestedLessLess;GreaterGreater;' +
  '0+824 NotNestedGreaterGreater;;glj;gla;ltcc;gtcc;lescc;gescc;smt;lat;smte;0+65024 smtes;late;0+65024 lates;bumpE;' +
  '!PrecedesEqual,!pre,!preceq;!SucceedsEqual,!sce,!succeq;;;prE;scE;precneqq,prnE;scnE,succneqq;prap,precapprox;scap,succapprox;' +
  'precnapprox,prnap;scnap,succnapprox;Pr;Sc;subdot;supdot;subplus;supplus;submult;supmult;subedot;supedot;!subE,!subseteqq;' +
  '!supE,!supseteqq;subsim;supsim;;;subnE,subsetneqq;0+65024 varsubsetneqq,vsubnE;supnE,supsetneqq;0+65024 varsupsetneqq,vsupnE;;;csub;' +
  'csup;csube;csupe;subsup;supsub;subsub;supsup;suphsub;supdsub;forkv;topfork;mlcp;9Dashv,DoubleLeftTee;;Vdashl;Barv;vBar;vBarv;;Vbar;' +
  'Not;bNot;rnmid;cirmid;midcir;topcir;nhpar;parsim;10parsl;0+8421 nparsl;53251fflig;filig;fllig;ffilig;ffllig'
