/**
 * How a paragraph begins after a wide gap: at a time or a place, as scenes do, or in the middle of a moment.
 */
const timeCue =
  /^["“]?.{0,40}?\b(?:morning|evening|afternoon|night|midnight|noon|dawn|dusk|later|days?|weeks?|months?|years?|hours?|minutes?|o['’]clock|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|meanwhile|that day|by the time)\b/i;
const cue =
  /^(?:(?:the|a|an|one|two|three|four|five|six|several|many|early|late|by|at|on|in|after|before|when|while|as|once|elsewhere|back|across|outside|inside|somewhere|now|next|finally|eventually|there)\b|it was|it had|\d|\p{Lu}\p{L}+ (?:was|had|sat|stood|woke|walked|looked|lay|came|went|took|found|opened|stared)\b)/iu;

/** The same in other languages: the next day, hours later, that night, meanwhile, when. */
const timeCues: Record<string, RegExp> = {
  de: /^(?:am (?:nächsten|folgenden|selben|abend|morgen)|später|stunden|tage|wochen|als |nach(?:dem)? |in (?:der|jener) nacht|im (?:winter|frühling|sommer|herbst|januar|märz|mai|juni|juli|august|september|oktober|november|dezember)|eines |inzwischen|währenddessen|gegen |zwei |drei |ein(?:e|ige)? )/i,
  fr: /^(?:le (?:lendemain|soir|matin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|plus tard|ce (?:soir|matin|jour)|quand |lorsque |un (?:jour|matin|soir|mois)|l['’](?:hiver|été|automne)|au (?:printemps|matin|bout)|cette nuit|pendant|après|deux |trois |quelques )/i,
  es: /^(?:al (?:día|cabo|amanecer|anochecer)|más tarde|aquel|aquella|es[ae] (?:noche|tarde|mañana)|cuando |por la (?:mañana|tarde|noche)|(?:horas|días|semanas|meses|años) (?:después|más)|una (?:mañana|tarde|noche)|dos |tres |mientras|durante|después)/i,
  pt: /^(?:no dia|na manhã|mais tarde|naquel[ae]|ness[ae] |quando |à noite|de manhã|(?:horas|dias|semanas|meses|anos) depois|uma (?:manhã|tarde|noite)|enquanto|depois|durante)/i,
  it: /^(?:il giorno|la (?:mattina|sera|notte)|più tardi|quell[ao]|quando |qualche |(?:ore|giorni|settimane|mesi|anni) dopo|una (?:mattina|sera|notte)|intanto|dopo|durante|in (?:ottobre|inverno|primavera|estate|autunno))/i,
  ru: /^(?:на (?:следующ|друг)|утром|вечером|ночью|днём|через |позже|спустя|когда |в (?:ту |тот |понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре)|зимой|весной|летом|осенью|тем временем|после|к (?:вечеру|утру|ночи|весне|осени|зиме|лету)|однажды)/iu,
  pl: /^(?:następnego|nazajutrz|później|wieczorem|rano|w nocy|kiedy |gdy |po |tej nocy|tymczasem|dwa |trzy |kilka )/i,
  sv: /^(?:nästa|senare|på (?:morgonen|kvällen|natten|måndag|tisdag)|när |en (?:morgon|kväll|natt|dag)|till (?:påsk|jul)|under tiden|två |tre |efter )/i,
  ja: /^(?:翌|次の|その(?:日|夜|朝|晩|頃|後)|数(?:日|時間|年|週間|ヶ月)|一方|やがて|それから|.{0,8}(?:の朝|の夜|の夕方|日後|年後|時間後|の頃|になって))/u,
  zh: /^(?:第二天|次日|翌日|翌晨|当晚|当天|那天|那夜|几天|数日|后来|与此同时|.{0,8}(?:天后|年后|月后|小时后|早晨|清晨|傍晚|黄昏|夜里|深夜|的时候))/u,
  ko: /^(?:다음\s?날|이튿날|며칠|그날|한편|잠시\s?후|얼마|.{0,10}(?:아침|저녁|새벽|밤에|날 밤|후,|뒤,))/u,
};
/** A diary’s date before its entry: “3 May. Bistritz.”, “_May 4th._—I found …”. */
const dated =
  /^[*_[(]*(?:\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?\p{L}{3,10}|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?)\b[^a-z]{0,12}[.,:*_\])—–-]/iu;

const running =
  /^(?:and|but|so|or|then|yet|nor|because|still|instead|yes|no|well|oh|okay|right|which|who)\b/i;
const pronoun =
  /^(?:(?:he|she|they|it|his|her|their|its|that|this|these|those|him|them)\b|(?:behind|before|beside|below|above|around|between|in front of|next to) (?:him|her|them|it)\b)/i;

export type Opening = 'time' | 'scene' | 'running' | 'same' | undefined;

/**
 * What the first words of a paragraph say of a scene: that time has passed, that one may begin, that talk or thought
 * runs on, or that somebody is meant who was named before.
 *
 * @param language the primary subtag; only the commonest have words of their own
 */
export function openingOf(text: string, language: string): Opening {
  if (dated.test(text)) return 'time';
  if (running.test(text)) return 'running';
  if (timeCue.test(text) || timeCues[language]?.test(text)) return 'time';
  if (pronoun.test(text)) return 'same';
  return cue.test(text) ? 'scene' : undefined;
}
