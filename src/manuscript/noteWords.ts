/**
 * What gives an author's note away: the labels that authors set before one, and the words of somebody who speaks to
 * readers rather than telling a story. A weight is how many times likelier (as a power of e) the words are in a note.
 */
import { bigPattern } from './bigPattern.ts';

const labels = [
  // English, with the translator's, editor's and beta reader's kinds
  "(?:quick |short |long |important )?a\\s?[/.\\\\]\\s?n\\.?s?|a\\/?n's|(?:author(?:ess)?|writer)['’]?s?['’]?\\s+(?:notes?|comments?|corner|ramblings?|remarks?|message|babble|rant|p\\.?s\\.?|thoughts)|authors?['’]?\\s+note",
  "(?:(?:end|beginning|opening|closing|chapter|story|final|quick|important|pre|post|starting|additional|general|more)[ -]+)+(?:author['’]?s?['’]?\\s+)?notes?(?:\\s+for\\s+.{0,40})?|notes?\\s+(?:from\\s+(?:the\\s+|your\\s+)?author|at the end|at the beginning)|end of chapter notes?|note to (?:my |the )?readers?|from the author|(?:after|fore)word(?: from the author)?|author['’]?s? (?:after|fore)word|notes",
  "(?:translator|tl|t|editor|ed|beta|b|e|pub|publisher)['’]?s?\\s?(?:\\/|[ -])?\\s?(?:n|notes?|corner|comments?)",
  // sub-blocks that stand by themselves
  "(?:(?:standard|usual|legal|obligatory|general|insert(?: the)? (?:usual|standard)) )?disclaimers?(?: (?:and|&) (?:notes?|foreword|warnings?))?|to-?do|(?:in|on) the next (?:chapter|episode|part|instal?lment)|next (?:time|chapter|episode)(?: on .{1,30})?|trigger warnings?|content (?:warnings?|notes?)|tw|cw|(?:chapter |story )?warnings?|spoilers?(?: warning| alert)?|recap|previously(?: on)?|last time(?: on)?|summary|beta(?:'?d| read| reader)?s?(?: by)?|review (?:replies|responses|answers|corner)|shout ?-?outs?|acknowledg(?:e)?ments?|credits|song(?:s)? (?:used|credits?)|replies to reviews|reviewers?|legend|key|(?:(?:chapter \\S{1,6}|next chapter|next episode) )?(?:sneak )?(?:preview|peek)(?: (?:of|at) (?:the )?next (?:chapter|episode))?",
  // German, French, Spanish, Portuguese, Italian
  'anmerkung(?:en)?(?: (?:der|des|zum|zur|am|von)\\s.{1,30})?|(?:kurze |wichtige )?autor(?:en|in)?-?(?:notiz|kommentar|anmerkung|nachwort|vorwort)(?:en|e)?|vorwort der autorin|hinweis(?:e)?|anm\\.? d\\.? (?:a|aut|ü|verf)\\.?|a\\.d\\.a\\.?',
  "notes?\\s+(?:de\\s+(?:l['’]\\s?)?)?(?:auteur|auteure|autrice|fin|début)(?:e|rice)?|note de la traductrice|nda|n\\.?d\\.?a\\.?|mot de l['’]auteure?|blabla(?: de l['’]auteure?)?",
  'notas?(?:\\s+(?:de|del|da|do|d[ao]s?)\\s+(?:la\\s+|el\\s+|l[ao]\\s+)?(?:autor[ae]?|capítulo|escritora?|tradutora?|traductora?))?(?:\\s+(?:iniciais|finais|inicial|final|finales|iniciales))?|n\\s?\\/\\s?a|n\\.\\s?a\\.|nda|notas (?:iniciais|finais|finales|iniciales)(?:\\s+d[oae]s?\\s+autora?)?|nota',
  "not[ae]\\s+(?:dell['’]|della |del )\\s?(?:autore|autrice|traduttrice)|angolo (?:dell['’])?(?:autrice|autore|scrittrice)|note (?:iniziali|finali)",
  // Russian, Polish, Swedish and their neighbours
  'от\\s+автора|примечани[ея](?:\\s+(?:автора|к главе|переводчика|беты))?|прим\\.?\\s*(?:авт|автора|пер|беты)\\.?|авторские примечания|п\\/?а|a\\/н|слово автора|дисклеймер|предупреждени[ея]|отказ от прав',
  'od\\s+autor(?:ki|a)|notka\\s+(?:od\\s+)?autor(?:ki|a|ska)?|uwagi autor(?:ki|a)|författarens? (?:anteckning|kommentar)(?:ar|er)?|förf\\.? anm\\.?|forfatterens? (?:note|merknad)(?:er)?|noot van de auteur',
  'lời (?:của )?tác giả|ghi chú(?: của)?(?: tác giả)?|catatan penulis|yazar(?:ın)? notu|poznámk[ay] autor[ak]y?|від автор(?:а|ки)|примітк[аи](?: автор(?:а|ки))?|szerzői megjegyzés|kirjoittajan huomautus|σημείωση (?:της )?συγγραφέα',
  'ملاحظة (?:من )?(?:ال)?(?:كاتبة|كاتب|مؤلفة|مؤلف|مترجم)|كلمة (?:ال)?(?:كاتبة|كاتب)|הערת ה?(?:סופר|סופרת|מחבר|מחברת|כותב|כותבת)',
  // Japanese, Chinese, Korean
  '前書き|後書き|まえがき|あとがき|作者より|作者から|作者コメント|作者後記|注意書き|お知らせ|後記|後記き|訳者注|※?注意',
  '作者有[话話](?:要)?(?:说|說)|作者的[话話]|作者[注按]|作者说|后记|後記|题外话|題外話|前言|ps|p\\.s\\.|译者注|譯者註',
  '작가의?\\s?말|작가\\s?후기|작가\\s?노트|후기|작가\\s?주|공지|작품\\s?후기|역자\\s?주',
].join('|');

const opening = '^[\\s*_~\\-–—=+#>|"“\\[({<【（［「〔《]*';
const closing = '[\\s*_\\])}>】）］」〕》]*';
const labelled = bigPattern(
  `${opening}(${labels})${closing}\\s*(?:[:：;–—~]|-(?!\\p{L})|\\.(?=\\s|$)|。)+`,
  'iu',
);
const ownLine = bigPattern(`${opening}(${labels})[\\s*_~\\-–—=+#.:：!|"”\\])}>】）］」〕》]*$`, 'iu');
const capitals =
  /^[\s*_~\-–—=[({<]*(AN|A N|AUTHOR'?S? NOTE|NOTE|NB|PS|P\.S|TN|T N|NA|N A|NDA)[\s*_\])}>]*(?:\s*[:：–—~-]+|\s*$)/u;
const spaced = /^[\s*_[({<]*(a\/n|a\.n\.|n\/a|author['’]?s note)[\s*_\])}>]+(?=\p{L}|\p{N}|["“(:])/iu;
const beginsWithBracket = /^[\s*_]*[[({（［【]/;
const bracketed = bigPattern(`^[\\s*_]*[\\[({（［【](${labels}|an)${closing}\\s*[:：;.–—~\\s-]`, 'iu');

/** Labels that also head things inside a story (a report's “Note:”, a sign's “Warning:”): they say little alone. */
const doubtful =
  /^(?:notes?|nota|notas|to-?do|(?:in|on) the next.*|next (?:time|chapter|episode).*|ghi chú|key|legend|tw|cw|warnings?|summary|recap|previously|last time|ps|p\.s\.?|b|e|t|ed|tl|n\/?a|(?:after|fore)word|n\.\s?a\.?|hinweise?|nb|credits|spoilers?|前言|후기|後記|后记|注意|notice|reviewers?|acknowledge?ments?|vorwort.*|preface|betas?|.*p(?:review|eek)\b.*|공지|お知らせ|ps|предупреждени[ея])$/iu;

export interface NoteLabel {
  /** As the author wrote it, without the signs around it. */
  text: string;
  /** Whether the same word may head something inside a story. */
  doubtful: boolean;
  /** Whether the label stands on a line of its own, so that the note's text follows. */
  alone: boolean;
}

/** The label at the head of this text, if there is one. */
export function noteLabelOf(text: string, language = 'en'): NoteLabel | undefined {
  const head = text.length > 90 ? text.slice(0, 90) : text;
  if (text.length > 90 && !mayBegin(head)) return undefined;
  const alone = text.length <= 90 ? ownLine.exec(text) : null;
  const found =
    alone ??
    labelled.exec(head) ??
    capitals.exec(head) ??
    spaced.exec(head) ??
    (beginsWithBracket.test(head) ? bracketed.exec(head) : null);
  const label = found?.[1]?.trim();
  if (!label) return undefined;
  // “An:” may be a character in a play; in capitals or brackets it is a label.
  if (/^an$/i.test(label) && label !== 'AN' && !/^[\s*_]*[[({]/.test(head)) return undefined;
  // “N/A” is “not applicable” in English, and the commonest label of all in Spanish and Portuguese.
  const sure = /^n\s?\/\s?a$/i.test(label) && /^(?:es|pt)/.test(language);
  return { text: label, doubtful: !sure && doubtful.test(label), alone: alone !== null };
}

/** A label in a long paragraph ends in a sign before its sixtieth letter: nearly every paragraph leaves here. */
function mayBegin(head: string): boolean {
  for (let i = 0; i < 60; i += 1) {
    const code = head.charCodeAt(i);
    // White space, letters, digits, apostrophes, commas, quotes and the ends of sentences are in any sentence.
    if (
      code === 0x20 ||
      (code >= 0x41 && code <= 0x7a) ||
      code === 0x2c ||
      code === 0x27 ||
      code === 0x2e ||
      code === 0x22 ||
      code === 0x2019
    )
      continue;
    return true;
  }
  return false;
}

/** “Chapter 2 preview:”, under which the next chapter is told. */
export const isPreview = (label: NoteLabel | undefined): boolean =>
  label !== undefined && /\b(?:preview|peek)\b/i.test(label.text);

/** What authors call a chapter that is no story. */
export const announcementTitle =
  /author['’]?s? (?:note|announcement)|\ba\/n\b|announcement|hiatus|not a chapter|not an update|important (?:note|notice)|please read|notice to|an update|ankündigung|avis|aviso|объявление|お知らせ|休載|后记|後記|後書き|あとがき|作者的[话話]|작가의 말|公告|请假|感言|单章|总结|通知|致歉|說明|说明|공지|휴재|annonce|anuncio|comunicado|ogłoszenie/i;

/** What a part of a note is about, by how it begins. */
const kindsOfNote: [kind: string, pattern: RegExp][] = [
  [
    'warning',
    /^(?:trigger |content |chapter |story )?(?:warnings?|tw|cw|notes for content|warnung(?:en)?|avertissements?|advertencias?|avisos?|предупреждени[ея]|注意)\b/iu,
  ],
  [
    'disclaimer',
    /^(?:disclaimer|дисклеймер|отказ от прав)\b|\b(?:do(?:n['’]t| not)|did(?:n['’]t| not)) own\b/iu,
  ],
  ['summary', /^(?:summary|synopsis|zusammenfassung|résumé|resumen|resumo|саммари|あらすじ|简介)\b/iu],
  [
    'recap',
    /^(?:recap|previously|last time|what (?:has )?happened|was bisher geschah|précédemment|anteriormente|ранее)\b/iu,
  ],
  [
    'credit',
    /^(?:beta|credits?|acknowledg|thanks to|translat|illustrat|song|lyrics)|\bbeta['’]?(?:d|ed)\b/iu,
  ],
  ['replies', /^(?:review(?:er)?s?|replies|responses|shout ?-?outs?)\b.*(?:repl|respon|answer|:)/iu],
  [
    'legend',
    /^(?:key|legend|speech)\b|^["'“‘*_[(].{1,40}["'”’*_\])]\s*(?:[-–—=:]|is|are|means)\s*.{0,30}(?:speak|speech|talk|thought|thinking|flashback|telepath|text|letter|jutsu|language)/iu,
  ],
];

/** “warning”, “disclaimer”, “summary”, “recap”, “credit”, “replies”, “legend”; nothing for plain remarks. */
export function noteKindOf(text: string): string | undefined {
  const head = text
    .slice(0, 120)
    .replace(/^[\s*_~\-–—=+#>|"“[({<]+/, (signs) => (/["“*_[(]$/.test(signs) ? signs.slice(-1) : ''));
  const plain = head.replace(/^[*_[(]+/, '');
  return kindsOfNote.find(([kind, pattern]) => pattern.test(kind === 'legend' ? head : plain))?.[0];
}

/** Words of one who speaks to readers, by how telling they are. */
const tells: [weight: number, pattern: RegExp, language?: string][] = [
  [
    3.2,
    /\b(?:thank(?:s| you|ing)|thanx|thx)\b[^.!?]{0,60}\b(?:for|to)\b[^.!?]{0,40}\b(?:read|review|comment|kudo|follow|fav|support|patien|patron|feedback|bet|encourag|waiting)/i,
  ],
  [
    3.2,
    /\b(?:i|we)\s+(?:do(?:n['’]?t| not)|did(?:n['’]?t| not)|never|still (?:do(?:n['’]?t| not)))\s+(?:own|hold the rights|claim)/i,
  ],
  [
    3,
    /\b(?:please|pls|plz|remember to|don['’]?t forget to|feel free to)\s+(?:r\s?&\s?r|review|comment|leave (?:a |me |some )?(?:review|comment|kudos|feedback)|let me know|tell me what|read and review|vote|follow|rate|subscribe)/i,
  ],
  [
    3,
    /\b(?:reviews?|comments?|kudos|feedback|flames?|con ?crit|constructive criticism)\b[^.!?]{0,40}\b(?:love|welcome|appreciated|make[s]? (?:me|my)|feed|keep me|food|are)\b/i,
  ],
  [
    3,
    /\bbeta(?:['’]?d|ed|[- ]?read(?:er|ing)?|s)?\b[^.!?]{0,20}\b(?:by|for|thank|love|wonderful|awesome|lovely)\b|\bmy (?:wonderful |lovely |amazing |awesome |dear |fabulous )*beta\b|\bun-?beta['’]?e?d\b|\bbeta['’]?d by\b/i,
  ],
  [
    3,
    /\b(?:next|new|the following|another|this) (?:chapter|update|part|instal?lment|episode)\b[^.!?]{0,50}\b(?:will|should|might|may|is (?:coming|going|already)|be (?:up|out|posted)|soon|up (?:on|by|next)|posted|goes up|drops)\b/i,
  ],
  [
    3,
    /\b(?:originally|first|previously|cross-?|also) ?posted\b|\bposted (?:on|to|at|for) (?:ao3|ffn|lj|livejournal|tumblr|dreamwidth|fanfiction|wattpad|royal ?road|my)/i,
  ],
  [
    3,
    /\b(?:sorry|apolog\w+)\b[^.!?]{0,60}\b(?:wait|delay|late|updat|long|posting|chapter|hiatus|absence|short|mistakes?|typos?)\b/i,
  ],
  [
    3,
    /\b(?:patreon|ko-?fi|discord(?: server)?|paypal|tumblr|twitter|livejournal|ao3|archive of our own|fanfiction\.net|ffn|wattpad|royal ?road|scribble ?hub|webnovel|topwebfiction|facebook page|instagram|youtube)\b/i,
  ],
  [
    2.5,
    /\b(?:fan ?fic(?:tion|s)?|fics?|one-?shots?|drabbles?|ficlets?|oc['’]?s|ooc|canon(?:ically)?|headcanon|pairings?|crossover|slash|fandom|ship(?:pers?|ping)|plot ?bunn(?:y|ies)|lemons?|fluff|mary sue|writer['’]?s block|cliff ?(?:hanger|ie)s?)\b/i,
  ],
  [
    2.5,
    /\b(?:hope|glad|happy) (?:that )?(?:you|y['’]?all|everyone|everybody|u)(?: guys| all)? (?:all )?(?:will )?(?:enjoy|like|lik|love|had|have)/i,
  ],
  [
    2.5,
    /\b(?:this|the (?:last|next|first|previous|final)|each|every|my|a(?: new)?|these|some) (?:story|fic|chapter|one-?shot|series|update|chapters|epilogue|prologue)\b[^.!?]{0,60}\b(?:was|is|will|written|takes? place|set|contains?|ha[sd]|turned out|came|isn['’]t|are|been|may|might|would|took|got|deals|features?)\b/i,
  ],
  [
    2,
    /\b(?:i|i['’]ve|i['’]m|i['’]d)\b[^.!?]{0,50}\b(?:writ(?:e|ing|ten)|wrote|updat\w+|post(?:ed|ing)?|typ(?:ed|ing)|publish\w*|re-?writ\w+|edit(?:ed|ing)?|proof-?read)\b[^.!?]{0,60}\b(?:this|chapter|story|fic|it|more|again|next|soon|these|stories)\b/i,
  ],
  [
    2,
    /\b(?:let me know|tell me) (?:what|if|how|whether)\b|\bwhat did you (?:guys )?think\b|\bstay tuned\b|\buntil next (?:time|chapter|week)\b|\bsee (?:you|ya|y['’]all) (?:next|soon|in the next|all)\b|\bhappy reading\b|\benjoy(?: the (?:chapter|story|read(?:ing)?))?\s*[!~:.)]/i,
  ],
  [
    2,
    /\b(?:you guys|y['’]all|dear readers?|my (?:dear |lovely |faithful |loyal )?(?:readers?|reviewers?|followers?|patrons?|lovelies|friends)|all of you|(?:everyone|everybody|those|people) (?:of you )?who(?:['’]ve| have)?(?: \w+)? (?:read|review\w*|comment\w*|follow\w*|fav\w*|vot\w+|left|ask\w*|wait\w*|support\w*|stuck|stayed|subscri\w+|added|help\w*|enjoy\w*|lik\w+|wrote|sent|care)|anonymous|guest reviewers?|reviewers?)\b/i,
  ],
  [
    2,
    /\b(?:updates?|chapters?)\b[^.!?]{0,30}\b(?:every|weekly|daily|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|schedule|twice a week|on hiatus|regular)/i,
  ],
  [
    2,
    /\bword ?count\b|\bto be continued\b|\bcopyright\b|©|\ball rights (?:reserved|belong)|\bbelongs? to\b[^.!?]{0,60}\b(?:rowling|owner|creator|respective|author|copyright)|\bno (?:copyright|infringement|profit|money)\b|\bnot making (?:any )?(?:money|profit)|\bcharacters? (?:are|belong|is) (?:not mine|property|owned)|\bprompted\b|\bsong(?:s)?:? (?:is|was|by|used)\b|\blyrics\b[^.!?]{0,30}\bby\b/i,
  ],
  [
    2.5,
    /\b(?:is|are|was|be|heavily) rated (?:nc-?17|pg|r\b|m\b|t\b|k\b|mature|teen|explicit|for)|\bif you(?:['’]re| are) under ?age\b/i,
  ],
  [2, /https?:\/\/|\bwww\.\S|\w\.(?:com|net|org)\b/i],
  [
    2,
    /\b(?:trigger|content) warnings?\b|\bwarnings?(?: for)?\s*:|\brating\s*:|\bpairings?\s*:|\bdisclaimer\b|\bspoilers?\s*(?:for|:)/i,
  ],
  [
    1.5,
    /(?:^|\s)(?:[:;=]-?[)DPp(3]|\^[_.]?\^|<3|x[Dd]|XD|T_T|>[._]<|;-\)|\bo\.O|lol|LOL|rofl|haha|lmao|omg|OMG|btw|imho|tbh|idk|ya know|gonna)(?=\s|$|[.,!])/,
  ],
  [
    1,
    /\b(?:chapter|story|plot(?: ?(?:twist|hole)s?)?|scene|characters?|readers?|reviews?|writing|updates?|author|spoilers?|episodes?|fans?|draft|plotline|sequel|prequel)\b/i,
  ],
  [
    2.8,
    /^\W*(?:hey|hi|hello|hiya|yo|heya|greetings|welcome)(?:,? (?:again|there))?,? (?:guys|everyone|everybody|all|folks|readers?|lovelies|peeps|people|y['’]?all|my (?:lovely|dear|faithful|fellow|sweet) \w+)\b/i,
  ],
  [
    3,
    /\b(?:owned by|property of|belongs? to (?:me|their|its|the(?:ir)? (?:respective|original|rightful))|do(?:n['’]?t| not) sue|product of|non-?profit|c ?& ?c\b|no infringement|respective (?:owners?|creators?|copyright|holders?)|created by|none of (?:the|these) characters\b[^.!?]{0,60}\b(?:mine|my (?:own|property)|belong)|belong to the following)/i,
  ],
  [
    3,
    /\b(?:have|has|had|did|do|get|got)(?:n['’]?t| not)? (?:really )?(?:had|have|get|got|gotten|found)? ?(?:the |any |much |enough |a )?(?:time|chance)s? to (?:write|update|edit|proof|post|finish|work on|type|re-?read)\b/i,
  ],
  [
    2.5,
    /\bmy (?:other|first|next|new|old|previous|last|current|latest) (?:stor(?:y|ies)|fics?|chapters?|works?|series|one-?shots?|updates?)\b/i,
  ],
  [
    2.5,
    /\bhow (?:did|do) you (?:guys |all )?like (?:it|this|the)\b|\b(?:please|pls) e-?mail\b|\bdrop (?:me )?a (?:line|note|review|comment)\b|\bhear (?:your|what you) (?:thoughts|think|opinions?)|\bc ?[&+] ?c\b|\b(?:response|criticism|support|constructive \w+) (?:is|are) (?:always |much |greatly |very )?(?:welcomed?|encouraged|appreciated)\b|\bearly access\b|\bchapters ahead\b|\bjoin (?:my|our|the) (?:discord|server)/i,
  ],
  [
    2,
    /^["'“‘*_[(<~>].{0,40}?\s*[-–—=:]+\s*.{0,30}(?:speak|speech|talk|think|thought|flashback|telepath|mindspeak|parseltongue|dreams?)\w*[\s.*_)"']*$/i,
  ],
  [
    1.4,
    /^\W*(?:lots? of |much |with )?(?:love|hugs|kisses|cheers|ciao|ja ne|peace out|toodles|laters?|xoxo)\b[^.?"”]{0,30}$/i,
  ],
  [1.5, /\be-?mail(?:s|ed)? me\b|\b\w+@\w+\.\w/i],
  [
    2.8,
    /\bmy first (?:ever )?(?:fan ?)?(?:fic|story|attempt|time writing|one-?shot)\b|\benglish (?:isn['’]t|is not) my (?:first|native)\b|\bshould i continue\b|\b(?:no|zero) flames?\b|\bbe (?:nice|gentle|kind)\b|\bfirst (?:fan)?fic(?:tion)?\b/i,
  ],
  [
    2.5,
    /\bplease consider\b|\bif you(?:['’]ve| have)? (?:liked|enjoyed?|like)(?: this| the| my|,)|\bconsider (?:leaving|supporting|a vote|voting|donating|reviewing)|\b(?:buy|get) me a coffee\b|\badvance chapters?\b|\bre-?post(?:ed|ing)?\b|\bdedicated to\b|\btip jar\b/i,
  ],
  [
    1.5,
    /\b(?:typos?|grammar|mistakes? (?:are|is) (?:all )?mine|spelling|un-?edited|reviews?|votes?|kudos|feedback|opinions?|suggestions?)\b/i,
  ],
  // In French these are “to the”, “how” and “quick”.
  [2, /\bau\b|\bcomments?\b|\bprompts?\b/i, 'en'],
  [
    0.8,
    /^[^"“”«]*\b(?:i['’]m|i['’]ve|i['’]ll|i['’]d|i (?:am|have|will|think|know|hope|want(?:ed)?|just|really|don['’]t|decided|promise|tried|wrote|also))\b[^"“”«]*$/i,
  ],
  [0.6, /^[^"“”«]*\byou(?:['’](?:re|ll|ve|d))?\b[^"“”«]*$/i],
  [
    2.5,
    /(?:danke|vielen dank)[^.!?]{0,50}(?:les|review|komment|favo|feedback)|ich hoffe,? (?:es|euch|ihr|das)[^.!?]{0,40}(?:gef(?:ä|a)ll|spaß|kapitel)|(?:nächste|neue)[srn]? kapitel|lasst[^.!?]{0,30}(?:review|kommentar|feedback|wissen)|(?:gehören?|eigentum)[^.!?]{0,40}(?:nicht mir|rowling|jk)|viel spaß beim lesen|geschichte gehört|liebe leser/iu,
    'de',
  ],
  [
    2.5,
    /merci[^.!?]{0,50}(?:lu|lire|lect|review|commentaire|suivre)|prochain chapitre|j['’]espère que[^.!?]{0,40}(?:plu|plait|plaît|aim)|laissez[^.!?]{0,30}(?:review|commentaire|avis)|(?:ne m['’]appartien|appartiennent? (?:à|pas))|bonne lecture|n['’]hésitez pas/iu,
    'fr',
  ],
  [
    2.5,
    /graci(?:as|e)[^.!?]{0,50}(?:le|review|coment|segu|apoy|recens)|próximo cap|espero que[^.!?]{0,40}(?:gust|gost|disfrut)|(?:deja|dejen|deixem|deixe)[^.!?]{0,30}(?:review|coment|opini)|(?:no me pertenec|não me pertenc)|obrigad[ao][^.!?]{0,50}(?:le|review|coment|acompanh)|boa leitura|buona lettura|prossimo capitolo|lasciate[^.!?]{0,30}(?:recension|comment)|spero che[^.!?]{0,30}piac|non mi appartengono|actualizar|atualizar|postar|fanfic/iu,
    'es pt it',
  ],
  [
    2.5,
    /спасибо[^.!?]{0,50}(?:чита|отзыв|коммент|бет|прочт|вниман|поддерж)|следующ\S+ глав|(?:жду|пишите|оставляйте)[^.!?]{0,30}(?:отзыв|коммент)|(?:не принадлеж|принадлежат)|при[ия]тного чтения|фанфик|(?<!\p{L})фик(?:[аеу]|ом)?(?!\p{L})|глав[аеуы][^.!?]{0,30}(?:выйдет|будет|появится|готова)|читател[ьиея]|комментари|отзыв/iu,
    'ru uk',
  ],
  [
    2.5,
    /dzięki[^.!?]{0,40}(?:czyt|koment)|dziękuję[^.!?]{0,40}(?:czyt|koment|przeczyt)|następny rozdział|zapraszam|komentarz|miłego czytania|tack[^.!?]{0,40}(?:läs|kommentar)|nästa kapitel|kommentera|hoppas (?:att )?(?:ni|du)/iu,
    'pl sv',
  ],
  [
    2,
    /\b(?:hallo|hi|hey) (?:leute|ihr|alle|zusammen)|kapitel|hochgeladen|hochladen|bis (?:zum|bald|nächst)|\breviews?\b|lg\b/iu,
    'de',
  ],
  [
    2,
    /\bcoucou\b|bonjour (?:à tou|tout)|voici (?:enfin |donc )?(?:la suite|(?:le|un) (?:nouveau |petit |prochain )?(?:chapitre|os\b|one))|chapitre|\breviews?\b|bisous|fanfic/iu,
    'fr',
  ],
  [
    2,
    /hola a tod|perd[óo]n por (?:la (?:tardanza|demora|espera)|no (?:actu|subir|publi)|tardar|el retraso)|cap[íi]tulos?|nos leemos|teor[íi]as|coment(?:ario|en|em)|oi,? gente|ol[áa],? (?:gente|pessoal)|desculpem?[^.!?]{0,30}(?:demora|atras|erros)|favoritem|ciao a tutt|scusate[^.!?]{0,30}(?:ritardo|attesa|errori)|fatemi sapere|capitol[oi]|aggiorn|un bacio|recension|grazie (?:a|per)/iu,
    'es pt it',
  ],
  [
    2,
    /всем привет|привет,? (?:всем|дорог)|(?:извин|прост[ио]те)[^.!?]{0,30}(?:задерж|ожидан|ошибк|долг)|глав[аеыу]|продолжени|обновлени|(?<!\p{L})пб(?!\p{L})|ошибк/iu,
    'ru uk',
  ],
  [
    2,
    /\bhej (?:alla|allihop|wam|wszystkim)\b|przepraszam za|rozdzia[łl]|buziaki|pozdrawiam|kapitel/iu,
    'pl sv',
  ],
  [
    0.8,
    /tut mir leid|entschuldig|\bpardon\b|désolée?|à bientôt|besos|abrazos|perdón|desculp|obrigad|beij(?:o|inh)|voltei|scusate|извин|прост[ио]те|привет|förlåt|\bkram\b|przepraszam/iu,
  ],
  [
    2.5,
    /(?:thuộc về|bản quyền)[^!?]{0,40}(?:rowling|tác giả|nguyên tác)|không sở hữu|chương (?:sau|tới|tiếp)|c[ảá]m ơn[^.!?]{0,50}(?:đọc|bình luận|ủng hộ)|bình luận|độc giả/iu,
    'vi',
  ],
  [2, /شكرا|الفصل|القادم|أعتذر|تعليق|מודה|תודה|פרק הבא|תגוב/u],
  [
    2.5,
    /読んで(?:くださ|いただ|下さ|頂)|ありがとうござい|更新|感想|次(?:回|話)|ご了承|誤字|評価|ブックマーク|投稿|作者|お待たせ|よろしくお願い|楽しんで/u,
    'ja',
  ],
  [
    2.5,
    /求(?:收藏|推荐|推薦|票|评论|評論|月票|订阅)|更新|下一?章|(?:感谢|感謝|谢谢|謝謝)[^。！？]{0,30}(?:阅读|閱讀|支持|收藏|评论|推荐|打赏|看)|读者|讀者|作者|留言|评论|字数|书友|入V/u,
    'zh',
  ],
  [2.5, /읽어\s?주|감사합니다|다음\s?(?:화|편|장)|업로드|연재|댓글|추천|작가|선작|휴재|독자/u, 'ko'],
];

/** Words and shapes of a story being told. */
const story: typeof tells = [
  [
    -1.6,
    /[,!?.…—-]["”']\s+(?:(?:he|she|they|it|i|we|the|\p{Lu}\p{L}+)\s+(?:\p{L}+ly\s+)?(?:said|asked|replied|whispered|murmured|shouted|answered|called|muttered|told|cried|snapped|laughed|sighed|growled|added|agreed|nodded|went|says|asks)|(?:said|asked|replied|whispered|murmured|answered|cried|muttered|called|added)\s)/u,
  ],
  [-1.2, /^["“«„「『]|^[—–-]{1,2}\s?[\p{Lu}¿¡…]/u],
  [
    -1.4,
    /(?:^|[^\p{L}])(?:(?:sagte|fragte|antwortete|rief|flüsterte|murmelte|erwiderte|meinte) (?:er|sie|ich|der|die|das|\p{Lu})|(?:dit|répondit|demanda|murmura|répliqua|s['’]écria|reprit)(?:-(?:il|elle|on))? ?(?:\p{Lu}|le |la |l['’]|[.,;])|(?:dijo|respondió|preguntó|contestó|murmuró|exclamó|replicó|disse|rispose|chiese|mormorò|esclamò|respondeu|perguntou|murmurou|exclamou) |(?:сказал|спросил|ответил|прошептал|воскликнул|пробормотал|крикнул|отозвал)(?:а|о|и|ся|ась)?(?!\p{L})|(?:powiedział|zapytał|odparł|szepnął|mruknął)a?(?!\p{L})|(?:sade|frågade|svarade|viskade) (?:han|hon|\p{Lu}))/u,
    'de fr es it pt ru uk pl sv',
  ],
  [
    -0.8,
    /(?:^|[^\p{L}])(?:(?:er|sie|es) (?:war|hatte|ging|stand|sah|kam|saß|nahm|wollte|konnte|dachte)|(?:war|hatte|ging|stand|sah|kam) (?:er|sie)|(?:il|elle|ils|elles) (?:était|avait|fit|alla|vit|prit|regarda|étaient|avaient|se )|(?:había|estaba|estaban|habían|tenía|miró|volvió|salió|quedó|aveva|era|erano|avevano|guardò|andò|havia|estava|tinha|olhou|ficou|estavam) |(?:был|была|были|стоял|смотрел|посмотрел|подош[её]л|повернул|ш[её]л)(?:а|о|и|ся|ась)?(?!\p{L}))/iu,
    'de fr es it pt ru uk pl sv',
  ],
  [
    -0.8,
    /[」』][^。]{0,12}(?:言|云|いっ|尋ね|呟|叫|答え)|(?:说道|說道|问道|問道|笑道|喝道|冷笑|心想|点头|點頭)|(?:말했다|물었다|대답했다|중얼거렸다|였다|했다|었다)[.。]/u,
  ],
  [
    -0.8,
    /\b(?:he|she|his|her|him|they|their|them)\b[^.!?]*\b(?:was|were|had|said|looked|turned|felt|saw|knew|thought|could|did|stood|went|came|took|walked|smiled|nodded|would|pulled|reached|asked)\b/,
  ],
  [
    -0.5,
    /\b(?:looked|turned|walked|stood|sat|smiled|nodded|pulled|reached|grabbed|stared|glanced|whispered|leaned|shook|opened|closed|stepped|watched|heard|felt)\b/,
  ],
  [
    -0.5,
    /\b(?:I|we|We)\b[^.!?]{0,60}\b(?:was|were|had|went|saw|walked|ran|looked|felt|heard|turned|stood|sat|took|came|asked|knew|woke|told|said|stared|watched|stepped)\b/,
  ],
];

/** In one pattern, all tells that begin with a word: a paragraph of a story holds none, and leaves after one look. */
const beginsWithWord = ([, { source, flags }, spoken]: (typeof tells)[number]) =>
  !spoken && flags === 'i' && source.startsWith('\\b');
const anyWord = bigPattern(
  `\\b(?=\\w)(?:${tells.flatMap((tell) => (beginsWithWord(tell) ? tell[1].source.replace(/(^|\|)\\b/g, '$1') : [])).join('|')})|©`,
  'i',
);
const withoutWord = tells.filter((tell) => !beginsWithWord(tell));

/** How many times likelier (as a power of e) a paragraph is in an author's note than in a story. */
export function noteEvidence(text: string, language: string): number {
  const head = text.length > 1500 ? text.slice(0, 1500) : text;
  const primary = language.slice(0, 2);
  // Where the letters are not English ones, what the language was said to be is not believed.
  const any = /[^\0-\u024f\u2000-\u206f]/.test(head);
  const isSpoken = (languages: string | undefined) => !languages || any || languages.includes(primary);
  let sum = 0;
  let found = 0;
  for (const [weight, pattern, languages] of anyWord.test(head) ? tells : withoutWord) {
    if (!isSpoken(languages) || !pattern.test(head)) continue;
    // Each further tell says less: the first ones already made it likely.
    sum += weight / (1 + found * 0.4);
    found += 1;
  }
  for (const [weight, pattern, languages] of story)
    if (isSpoken(languages) && pattern.test(head)) sum += weight;
  return sum;
}
