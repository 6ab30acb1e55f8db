/** What letters are written with: the name of each accent, the accent, and the letters that have a name with it, small and capital alike. */
export const ACCENTS: string =
  'grave\u0300aeiou acute\u0301aceilnorsuyz circ\u0302aceghijosuwy tilde\u0303ainou macr\u0304aeiou breve\u0306agu dot\u0307cegz ' +
  'uml\u0308aeiouy ring\u030aau dblac\u030bou caron\u030ccdelnrstz cedil\u0327cklnrst ogon\u0328aeiu'

/** What the names of neighbours differ by, for each of the marks: the first of the words that a name has, and what stands in its place. */
export const COUNTERPARTS: Readonly<Record<string, readonly (readonly [word: string, other: string])[]>> = {
  '~': [
    ['Left', 'Right'],
    ['left', 'right'],
    ['ub', 'up'],
    ['prec', 'succ'],
    ['pr', 'sc'],
    ['l', 'r'],
    ['L', 'R'],
  ],
  '<': [
    ['Less', 'Greater'],
    ['less', 'gtr'],
    ['l', 'g'],
  ],
}

/**
 * All other names of characters: an entry for each character, with commas between its names, which stand in the order that packs best.
 * Entries follow each other in the order of the code points; a number tells how far the code point lies after the last one's where that is
 * not 1.
 *
 * - `!` before a name tells that the same character crossed out has the name with `n` before it, or `Not` where it begins with a capital.
 * - `^` tells that the small letter has the same name in small letters. A character that is no letter is its own.
 * - Any other mark is put behind the character: the name is that of the two.
 * - `~` or `<`, right before the name, tells that it belongs to the next character too, with a word of `COUNTERPARTS` exchanged.
 *
 * Written like this the names weigh 6 kB compressed instead of 11. A browser's own table is reached by `innerHTML` only, which Trusted Types
 * forbid.
 *
 * @see https://html.spec.whatwg.org/entities.json
 */
export const ENTITY_TABLE: string =
  '9Tab;NewLine;23excl;^QUOT;num;dollar;percnt;^AMP;apos;lpar;rpar;midast,ast;plus;comma;;period;sol;11colon;semi;!lt,LT,\u20d2nvlt;equals,' +
  '\u20e5bne;!gt,GT,\u20d2nvgt;quest;commat;27lbrack,lsqb;bsol;rbrack,rsqb;Hat;UnderBar,lowbar;DiacriticalGrave,grave;27lbrace,lcub;' +
  'VerticalLine,vert,verbar;rbrace,rcub;35NonBreakingSpace,nbsp;iexcl;cent;pound;curren;yen;brvbar;sect;Dot,DoubleDot,die,uml;^COPY;ordf;' +
  'laquo;not;shy;circledR,^REG;strns,macr;deg;plusmn,PlusMinus,pm;sup2;sup3;DiacriticalAcute,acute;micro;para;^CenterDot,middot;Cedilla,' +
  'cedil;sup1;ordm;raquo;frac14;frac12,half;frac34;iquest;6angst;^AElig;10^ETH;7times;^Oslash;6^THORN;szlig;24divide,div;25^Dstrok;' +
  '18Gcedil;4^Hstrok;10Idot;imath,inodot;^IJlig;6kgreen;7^Lmidot;;^Lstrok;8napos;^ENG;8^OElig;20^Tstrok;44fnof;35imped;64gacute;66jmath;' +
  '143circ;Hacek,caron;17^Breve;DiacriticalDot,dot;ring;ogon;DiacriticalTilde,tilde;DiacriticalDoubleAcute,dblac;52DownBreve;128^Alpha;' +
  '^Beta;^Gamma;^Delta;^Epsilon;^Zeta;^Eta;^Theta;^Iota;^Kappa;^Lambda;^Mu;^Nu;^Xi;^Omicron;^Pi;^Rho;;^Sigma;^Tau;^Upsilon;^Phi;^Chi;^Psi;' +
  '^Omega,ohm;12epsi;13sigmaf,sigmav,varsigma;;;upsi;12thetasym,thetav,vartheta;upsih,Upsi;;;straightphi,phiv,varphi;piv,varpi;6^Gammad;' +
  'digamma;19kappav,varkappa;rhov,varrho;4straightepsilon,epsiv,varepsilon;backepsilon,bepsi;11^IOcy;^DJcy;^GJcy;^Jukcy;^DScy;^Iukcy;^YIcy;' +
  '^Jsercy;^LJcy;^NJcy;^TSHcy;^KJcy;;^Ubrcy;^DZcy;^Acy;^Bcy;^Vcy;^Gcy;^Dcy;^IEcy;^ZHcy;^Zcy;^Icy;^Jcy;^Kcy;^Lcy;^Mcy;^Ncy;^Ocy;^Pcy;^Rcy;' +
  '^Scy;^Tcy;^Ucy;^Fcy;^KHcy;^TScy;^CHcy;^SHcy;^SHCHcy;^HARDcy;^Ycy;^SOFTcy;^Ecy;^YUcy;^YAcy;7123ensp;emsp;emsp13;emsp14;;numsp;puncsp;' +
  'ThinSpace,thinsp;VeryThinSpace,hairsp;ZeroWidthSpace,NegativeThinSpace,NegativeThickSpace,NegativeMediumSpace,NegativeVeryThinSpace;' +
  'zwnj;zwj;lrm;rlm;hyphen,dash;;;ndash;mdash;horbar;Vert,Verbar;;OpenCurlyQuote,~lsquo;0CloseCurlyQuote,rsquor;lsquor,sbquo;;' +
  'OpenCurlyDoubleQuote,~ldquo;0CloseCurlyDoubleQuote,rdquor;ldquor,bdquo;;dagger;ddagger,Dagger;bullet,bull;;;nldr;hellip,mldr;10permil;' +
  'pertenk;prime;Prime;tprime;bprime,backprime;4~lsaquo;4OverBar,oline;;;caret;;hybull;frasl;11bsemi;8qprime;8MediumSpace,\u200aThickSpace;' +
  'NoBreak;ApplyFunction,af;it,InvisibleTimes;ic,InvisibleComma;73euro;47tdot,TripleDot;DotDot;38complexes,Copf;;;incare;5gscr;' +
  'HilbertSpace,hamilt,Hscr;Hfr,Poincareplane;quaternions,Hopf;planckh;hslash,planck,plankv,hbar;imagline,Iscr;Ifr,imagpart,Im,image;' +
  'Laplacetrf,lagran,Lscr;ell;;naturals,Nopf;numero;copysr;weierp,wp;primes,Popf;rationals,Qopf;realine,Rscr;realpart,real,Rfr,Re;reals,' +
  'Ropf;rx;4^TRADE;;integers,Zopf;;;mho;zeetrf,Zfr;iiota;;;Bernoullis,bernou,Bscr;Cayleys,Cfr;;escr;expectation,Escr;Fouriertrf,Fscr;;' +
  'Mellintrf,phmmat,Mscr;orderof,order,oscr;alefsym,aleph;beth;gimel;daleth;13CapitalDifferentialD,DD;DifferentialD,dd;^ExponentialE,ee;' +
  'ImaginaryI,ii;11frac13;frac23;frac15;frac25;frac35;frac45;frac16;frac56;frac18;frac38;frac58;frac78;50ShortLeftArrow,!leftarrow,' +
  'LeftArrow,!larr,slarr;^UpArrow,ShortUpArrow,uarr;ShortRightArrow,!rightarrow,RightArrow,!rarr,srarr;ShortDownArrow,^DownArrow,darr;' +
  'LeftRightArrow,!leftrightarrow,!harr;^UpDownArrow,varr;~UpperLeftArrow,nwarrow,nwarr;0nearrow,nearr;LowerRightArrow,searrow,searr;' +
  'LowerLeftArrow,swarrow,swarr;4rightsquigarrow,!rarrw;twoheadleftarrow,Larr;Uarr;twoheadrightarrow,Rarr;Darr;~larrtl,~leftarrowtail;' +
  'LeftTeeArrow,mapstoleft;UpTeeArrow,mapstoup;RightTeeArrow,mapsto,map;mapstodown,DownTeeArrow;;~hookleftarrow,~larrhk;~looparrowleft,' +
  '~larrlp;leftrightsquigarrow,harrw;;;^~Lsh;~ldsh;;crarr;~curvearrowleft,~cularr;;;~circlearrowleft,~olarr;leftharpoonup,LeftVector,lharu;' +
  'leftharpoondown,DownLeftVector,lhard;upharpoonright,RightUpVector,uharr;upharpoonleft,LeftUpVector,uharl;rightharpoonup,RightVector,' +
  'rharu;rightharpoondown,DownRightVector,rhard;downharpoonright,RightDownVector,dharr;downharpoonleft,LeftDownVector,dharl;' +
  'rightleftarrows,RightArrowLeftArrow,rlarr;UpArrowDownArrow,udarr;LeftArrowRightArrow,leftrightarrows,lrarr;leftleftarrows,llarr;' +
  'upuparrows,uuarr;rightrightarrows,rrarr;downdownarrows,ddarr;ReverseEquilibrium,leftrightharpoons,lrhar;rightleftharpoons,Equilibrium,' +
  'rlhar;nLeftarrow;nLeftrightarrow;nRightarrow;Leftarrow,DoubleLeftArrow,!lArr;Uparrow,DoubleUpArrow,uArr;DoubleRightArrow,Rightarrow,' +
  'Implies,!rArr;Downarrow,DoubleDownArrow,dArr;DoubleLeftRightArrow,iff,Leftrightarrow,!hArr;Updownarrow,DoubleUpDownArrow,vArr;nwArr;' +
  'neArr;seArr;swArr;Lleftarrow,~lAarr;0Rrightarrow;;zigrarr;7~LeftArrowBar,~larrb;16DownArrowUpArrow,duarr;8~loarr;hoarr;^ForAll;' +
  'complement,comp;PartialD,!part;!Exists,!exist;nexists;varnothing,emptyset,emptyv,empty;;nabla,Del;!Element,in,isin,isinv;notinva,notin;;' +
  '!ReverseElement,ni,SuchThat,niv;notniva,notni;;;Product,prod;Coproduct,coprod;^Sum;minus;MinusPlus,mnplus,mp;dotplus,plusdo;;Backslash,' +
  'smallsetminus,setminus,setmn,ssetmn;lowast;compfn,SmallCircle;;radic,Sqrt;;;Proportional,propto,varpropto,vprop,prop;infin;angrt;' +
  '\u20d2nang,ang,angle;angmsd,measuredangle;angsph;!VerticalBar,!mid,!smid,!shortmid;;!shortparallel,!DoubleVerticalBar,!parallel,!spar,' +
  '!par;;wedge,and;vee,or;cap,\ufe00caps;cup,\ufe00cups;Integral,int;Int;tint,iiint;ContourIntegral,oint,conint;Conint,' +
  'DoubleContourIntegral;Cconint;cwint;ClockwiseContourIntegral,cwconint;CounterClockwiseContourIntegral,awconint;there4,^Therefore;' +
  '^Because,becaus;ratio;Proportion,Colon;dotminus,minusd;;mDDot;homtht;!Tilde,thicksim,thksim,!sim,\u20d2nvsim;backsim,\u0331race,bsim;' +
  'mstpos,ac,\u0333acE;acd;VerticalTilde,wreath,wr;;eqsim,!esim,!EqualTilde;!TildeEqual,!simeq,!sime;;!TildeFullEqual,!cong;simne;;' +
  '!TildeTilde,thickapprox,!approx,asymp,thkap,!ap;;approxeq,ape;!apid;backcong,bcong;asympeq,!CupCap,\u20d2nvap;!HumpDownHump,Bumpeq,' +
  '!bump;!HumpEqual,bumpeq,!bumpe;DotEqual,doteq,esdot,\u0338nedot;doteqdot,eDot;fallingdotseq,efDot;risingdotseq,erDot;Assign,coloneq,' +
  'colone;ecolon,eqcolon;ecir,eqcirc;circeq,cire;;wedgeq;veeeq;;triangleq,trie;;;questeq,equest;NotEqual,ne;!Congruent,!equiv,' +
  '\u20e5bnequiv;;;!<leq,!<le,\u20d2<nvle;0!GreaterEqual;LessFullEqual,!<leqq,!<lE;0!GreaterFullEqual;<lneqq,<lnE,\ufe00<lvnE,' +
  '\ufe00<lvertneqq;ll,Lt,NestedLessLess,\u0338NotLessLess,\u0338nLtv,\u20d2nLt;gg,Gt,NestedGreaterGreater,\u0338NotGreaterGreater,' +
  '\u0338nGtv,\u20d2nGt;between,twixt;;<NotLess,<nless;NotLessEqual;;<lesssim,!<lsim,!<LessTilde;;;!LessGreater,lessgtr,lg;!GreaterLess,' +
  'gtrless,gl;ntlg;ntgl;!Precedes,!~prec,!~pr;0!Succeeds;~preccurlyeq,!PrecedesSlantEqual,!~prcue;0!SucceedsSlantEqual;~prsim,~precsim,' +
  'PrecedesTilde;0!SucceedsTilde;;;!~sub,\u20d2~vnsub,~subset,\u20d2~nsubset,\u20d2NotSubset;0\u20d2NotSuperset,Superset;;;!SubsetEqual,' +
  '!~subseteq,!~sube;0!SupersetEqual;;;~subsetneq,~subne,\ufe00~vsubne,\ufe00~varsubsetneq;;cupdot;uplus,UnionPlus;!SquareSubset,~sqsubset,' +
  '~sqsub;0!SquareSuperset;!SquareSubsetEqual,!~sqsube,~sqsubseteq;0!SquareSupersetEqual;SquareIntersection,sqcap,\ufe00sqcaps;SquareUnion,' +
  'sqcup,\ufe00sqcups;oplus,CirclePlus;CircleMinus,ominus;otimes,CircleTimes;osol;CircleDot,odot;circledcirc,ocir;circledast,oast;;' +
  'circleddash,odash;boxplus,plusb;boxminus,minusb;boxtimes,timesb;dotsquare,sdotb;RightTee,!vdash;LeftTee,dashv;top,DownTee;perp,bottom,' +
  'UpTee,bot;;models;DoubleRightTee,!vDash;Vdash;Vvdash;VDash;;;nVdash;nVDash;prurel;;!~LeftTriangle,~vartriangleleft,~vltri;' +
  '!~LeftTriangleEqual,!~trianglelefteq,!~ltrie,\u20d2~nvltrie;origof;imof;multimap,mumap;hercon;intercal,intcal;veebar;;barvee;angrtvb;' +
  'lrtri;bigwedge,xwedge,Wedge;bigvee,xvee,Vee;bigcap,xcap,Intersection;bigcup,xcup,Union;^Diamond,diam;sdot;Star,sstarf;divideontimes,' +
  'divonx;bowtie;~ltimes;~leftthreetimes,~lthree;backsimeq,bsime;curlyvee,cuvee;curlywedge,cuwed;~Subset,~Sub;Cap;Cup;pitchfork,fork;epar;' +
  '<ltdot,<lessdot;Ll,\u0338nLl;ggg,Gg,\u0338nGg;LessEqualGreater,lesseqgtr,leg,\ufe00lesg;GreaterEqualLess,gtreqless,gel,\ufe00gesl;;;' +
  '~curlyeqprec,~cuepr;7<lnsim;~precnsim,~prnsim;~ntriangleleft,~nltri;;;vellip;ctdot;utdot;dtdot;disin;isinsv;isins;isindot,' +
  '\u0338notindot;notinvc;notinvb;;isinE,\u0338notinE;nisd;xnis;nis;notnivc;notnivb;7barwedge,barwed;doublebarwedge,Barwed;;~LeftCeiling,' +
  '~lceil;~LeftFloor,~lfloor;drcrop;dlcrop;urcrop;ulcrop;bnot;;profline;profsurf;;telrec;target;6~ulcorner,~ulcorn;llcorner,~dlcorn;' +
  '0lrcorner;;;sfrown,frown;ssmile,smile;10cylcty;profalar;8topbot;7ovbar;;solbar;61angzarr;52~lmoustache,~lmoust;;;OverBracket,tbrk;' +
  'UnderBracket,bbrk;bbrktbrk;38OverParenthesis;UnderParenthesis;OverBrace;UnderBrace;;;trpezium;5elinters;60blank;165circledS,oS;' +
  '56HorizontalLine,boxh;;boxv;10boxdr;4boxdl;4boxur;4boxul;4boxvr;8boxvl;8boxhd;8boxhu;8boxvh;20boxH;boxV;boxdR;boxDr;boxDR;boxdL;boxDl;' +
  'boxDL;boxuR;boxUr;boxUR;boxuL;boxUl;boxUL;boxvR;boxVr;boxVR;boxvL;boxVl;boxVL;boxHd;boxhD;boxHD;boxHu;boxhU;boxHU;boxvH;boxVh;boxVH;' +
  '20uhblk;4lhblk;4block;9blk14;blk12;blk34;14^Square,squ;9blacksquare,squarf,FilledVerySmallSquare,squf;EmptyVerySmallSquare;;rect;' +
  'marker;;;fltns;;bigtriangleup,xutri;blacktriangle,utrif;triangle,utri;;;blacktriangleright,rtrif;triangleright,rtri;4bigtriangledown,' +
  'xdtri;blacktriangledown,dtrif;triangledown,dtri;;;blacktriangleleft,ltrif;triangleleft,ltri;7lozenge,loz;cir;33tridot;;;xcirc,bigcirc;' +
  '9~ultri;lltri;EmptySmallSquare;FilledSmallSquare;9starf,bigstar;star;8phone;50female;;male;30spadesuit,spades;;;clubsuit,clubs;;' +
  'heartsuit,hearts;diamondsuit,diams;4sung;;;flat;natural,natur;sharp;164checkmark,check;4cross;9maltese,malt;22sext;34VerticalSeparator;' +
  '26~lbbrk;85bsolhsub;suphsol;29~LeftDoubleBracket,~lobrk;~LeftAngleBracket,~langle,~lang;~Lang;~loang;8^~LongLeftArrow,~xlarr;' +
  '^LongLeftRightArrow,xharr;~Longleftarrow,~DoubleLongLeftArrow,~xlArr;DoubleLongLeftRightArrow,xhArr,Longleftrightarrow;;longmapsto,' +
  'xmap;;;dzigrarr;259~nvlArr;nvHarr;Map;7lbarr;bkarow,rbarr;lBarr;dbkarow,rBarr;drbkarow,RBarr;DDotrahd;UpArrowBar;DownArrowBar;;;' +
  'Rarrtl;;;~latail;~lAtail;~larrfs;~larrbfs;;;nwarhk;nearhk;hksearow,searhk;hkswarow,swarhk;nwnear;nesear,toea;seswar,tosa;swnwar;' +
  '9!rarrc;;cudarrr;~ldca;cudarrl;larrpl;;;curarrm;cularrp;8rarrpl;;;harrcir;Uarrocir;lurdshar;ldrushar;;;LeftRightVector;' +
  'RightUpDownVector;DownLeftRightVector;LeftUpDownVector;~LeftVectorBar;RightUpVectorBar;RightDownVectorBar;~DownLeftVectorBar;' +
  'LeftUpVectorBar;LeftDownVectorBar;~LeftTeeVector;RightUpTeeVector;RightDownTeeVector;~DownLeftTeeVector;LeftUpTeeVector;' +
  'LeftDownTeeVector;lHar;uHar;rHar;dHar;luruhar;ldrdhar;ruluhar;rdldhar;lharul;llhard;rharul;lrhard;UpEquilibrium,udhar;' +
  'ReverseUpEquilibrium,duhar;RoundImplies;erarr;simrarr;~larrsim;rarrap;ltlarr;;gtrarr;subrarr;;suplarr;~lfisht;ufisht;dfisht;6~lopar;' +
  '5~lbrke;lbrkslu;rbrksld;lbrksld;rbrkslu;~langd;lparlt;rpargt;gtlPar;ltrPar;4vzigzag;;vangrt;angrtvbd;7ange;range;dwangle;uwangle;' +
  'angmsdaa;angmsdab;angmsdac;angmsdad;angmsdae;angmsdaf;angmsdag;angmsdah;bemptyv;demptyv;cemptyv;raemptyv;laemptyv;ohbar;omid;opar;;' +
  'operp;;olcross;odsold;;olcir;ofcir;<olt;cirscir;cirE;solb;bsolb;4boxbox;4trisb;rtriltri;!~LeftTriangleBar;12iinfin;infintie;nvinfin;' +
  '5eparsl;smeparsl;eqvparsl;6blacklozenge,lozf;9RuleDelayed;;dsol;10xodot,bigodot;bigoplus,xoplus;bigotimes,xotime;;biguplus,xuplus;;' +
  'bigsqcup,xsqcup;6qint,iiiint;fpartint;;;cirfnint;awint;rppolint;scpolint;npolint;pointint;quatint;intlarhk;11pluscir;plusacir;simplus;' +
  'plusdu;plussim;plustwo;;mcomma;minusdu;;;~loplus;Cross;timesd;timesbar;;smashp;~lotimes;otimesas;Otimes;odiv;triplus;triminus;tritime;' +
  'intprod,iprod;;;amalg;capdot;;ncup;ncap;capand;cupor;cupcap;capcup;cupbrcap;capbrcup;cupcup;capcap;ccups;ccaps;;;ccupssm;;;And;Or;' +
  'andand;oror;orslope;andslope;;andv;orv;andd;ord;;wedbar;7sdote;4simdot;;;!congdot;easter;apacir;!apE;eplus;pluse;Esim;Colone;Equal;;' +
  'ddotseq,eDDot;equivDD;<ltcir;<ltquest;!<LessSlantEqual,!<leqslant,!<les;<lesdot;<lesdoto;lesdotor;gesdotol;<lessapprox,<lap;<lneq,<lne;' +
  '<lnapprox,<lnap;lesseqqgtr,lEg;gtreqqless,gEl;<lsime;lsimg;gsiml;lgE;glE;lesges;gesles;<eqslantless,<els;<elsdot;<el;;;<siml;<simlE;' +
  'LessLess,\u0338NotNestedLessLess;GreaterGreater,\u0338NotNestedGreaterGreater;;glj;gla;<ltcc;<lescc;smt;lat;smte,\ufe00smtes;late,' +
  '\ufe00lates;bumpE;!~preceq,!PrecedesEqual,!~pre;0!SucceedsEqual;;;~prE;~precneqq,~prnE;~precapprox,~prap;~precnapprox,~prnap;Pr;Sc;' +
  '~subdot;~subplus;~submult;~subedot;!~subseteqq,!~subE;~subsim;;;~subsetneqq,~subnE,\ufe00~vsubnE,\ufe00~varsubsetneqq;;;~csub;~csube;' +
  'subsup;supsub;subsub;supsup;suphsub;supdsub;forkv;topfork;mlcp;9DoubleLeftTee,Dashv;;Vdashl;Barv;vBar;vBarv;;Vbar;Not;bNot;rnmid;cirmid;' +
  'midcir;topcir;nhpar;parsim;10parsl,\u20e5nparsl;53251fflig;filig;fllig;ffilig;ffllig'
