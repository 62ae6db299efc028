export interface CodePiece {
  /** Null for what has no colour of its own. */
  kind: 'comment' | 'string' | 'number' | 'keyword' | 'added' | 'removed' | null;
  text: string;
}

/** In characters; longer code stays without colours. */
const LONGEST = 20_000;

const STRING = String.raw`(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\x60(?:[^\x60\\]|\\[^])*\x60?)`;
const NUMBER = String.raw`(?<number>\b\d[\w.]*)`;
const WORD = String.raw`(?<word>[A-Za-z_$][\w$]*)`;

function pattern(comment: string): RegExp {
  return new RegExp(`(?<comment>${comment})|${STRING}|${NUMBER}|${WORD}`, 'g');
}

const SLASHES = pattern(String.raw`\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?`);
const HASH = pattern(String.raw`(?<![\w$&])#[^\n]*`);
const DASHES = pattern(String.raw`--[^\n]*`);
const TAGS =
  /(?<comment><!--(?:[^-]|-(?!->))*(?:-->)?)|(?<keyword><\/?[\w:-]+|\/?>)|(?<string>"[^"]*"?)/g;
const LINES = /^(?:(?<added>\+[^\n]*)|(?<removed>-[^\n]*)|(?<comment>@@[^\n]*))$/gm;

/** How each language is read, by the words that people put behind a fence. */
const LANGUAGES: readonly [RegExp, string][] = [
  [
    SLASHES,
    'js,jsx,mjs,javascript,ts,tsx,typescript,json,java,kotlin,c,h,cpp,cs,go,rust,rs,php,css',
  ],
  [HASH, 'py,python,rb,ruby,sh,bash,shell,yaml,yml,toml,ini,dockerfile,makefile,tf,hcl'],
  [DASHES, 'sql,lua'],
  [TAGS, 'html,xml,svg,vue'],
  [LINES, 'diff,patch'],
];
const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  LANGUAGES.flatMap(([read, names]) => names.split(',').map((name) => [name, read] as const)),
);

/** Words that most languages keep for themselves. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'as,async,await,break,case,catch,class,const,continue,def,default,delete,do,done,elif,else,end,enum,export,extends,false,fi,finally,fn,for,from,func,function,if,impl,import,in,interface,let,match,mut,new,nil,None,not,null,package,private,pub,public,raise,return,self,static,struct,super,switch,then,this,throw,true,True,False,try,type,use,var,void,while,with,yield,SELECT,FROM,WHERE,JOIN,INSERT,UPDATE,DELETE,RUN,COPY,ENV'.split(
    ',',
  ),
);

function pieceOf({ word, ...kinds }: Record<string, string | undefined>, text: string): CodePiece {
  if (word !== undefined) return { kind: KEYWORDS.has(word) ? 'keyword' : null, text };
  const kind = (['comment', 'string', 'number', 'keyword', 'added', 'removed'] as const).find(
    (name) => kinds[name] !== undefined,
  );
  return { kind: kind ?? null, text };
}

/** Code in pieces by what they are, as far as that shows without knowing the language well; in one piece where it is not known. */
export function codePieces(code: string, language: string): CodePiece[] {
  const read = PATTERNS.get(language.toLowerCase());
  if (!read || code.length > LONGEST) return [{ kind: null, text: code }];
  const pieces: CodePiece[] = [];
  const add = (piece: CodePiece): void => {
    const last = pieces.at(-1);
    if (last && last.kind === piece.kind) last.text += piece.text;
    else if (piece.text !== '') pieces.push(piece);
  };
  let at = 0;
  for (const match of code.matchAll(read)) {
    add({ kind: null, text: code.slice(at, match.index) });
    add(pieceOf(match.groups ?? {}, match[0]));
    at = match.index + match[0].length;
  }
  add({ kind: null, text: code.slice(at) });
  return pieces;
}
