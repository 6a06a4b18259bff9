/** What the manuscript engine makes of one file: its chapters, their notes, and every decision it took. */
export interface Manuscript {
  /** Front matter as found, by key; validated by the library, not here. */
  settings: Record<string, unknown>;
  /** Line of the file on which each setting stands. */
  lines: Record<string, number>;
  /** What the head of the text itself says of the work, as a download or a title page does. */
  header: Header;
  /** A label that `TextDecoder` knows. */
  encoding: string;
  paragraphs: ParagraphStyle;
  chapters: ManuscriptChapter[];
  messages: Message[];
}

/** How the author parts paragraphs, as most of the file does it. */
export type ParagraphStyle = 'blank-line' | 'line' | 'indented' | 'hard-wrapped' | 'double-spaced' | 'markup';

export interface Header {
  title?: string;
  authors?: string[];
  summary?: string;
  fandoms?: string[];
  relationships?: string[];
  characters?: string[];
  tags?: string[];
  /** The archive's own warnings. */
  warnings?: string[];
  categories?: string[];
  /** “Part 2 of The Salt Road”. */
  series?: string;
  rating?: string;
  status?: string;
  /** Dates as they stand there. */
  published?: string;
  updated?: string;
}

export interface ManuscriptChapter {
  /** What the author calls its place: “Chapter Four”, “Prologue”. */
  label?: string;
  /** The chapter's own title, without its label. */
  title?: string;
  /** Line of the file where the chapter begins, from 1. */
  line: number;
  /** An announcement is a chapter that is only a note. */
  kind: 'chapter' | 'announcement';
  /** BCP 47 tag: as said, or else as guessed from the text. */
  language: string;
  /** The story, without its opening and closing notes, as an HTML fragment. */
  html: string;
  notes: Note[];
  /** Content warnings that a note gives, each as the author wrote it. */
  warnings: string[];
  /** Pictures that the text names, each once. */
  pictures: NamedPicture[];
  /** Words of story; a Han or Kana character counts as one. */
  words: number;
  /** Scenes: one more than the scene breaks, none for an announcement. */
  scenes: number;
}

export interface Note {
  placement: 'opening' | 'closing' | 'inline';
  /** The author's own label, such as “A/N”. */
  label?: string;
  /** The note's text as an HTML fragment; an inline note stands in the story's HTML instead, and has none here. */
  html: string;
  words: number;
}

/** A picture as the text names it: by its path from the file's folder, or its address; empty where that is not safe. */
export interface NamedPicture {
  src: string;
  /** Line of the file, from 1. */
  line: number;
}

/** Where a picture stands on the site, and its size in pixels. */
export interface PlacedPicture {
  url: string;
  width: number;
  height: number;
}

/** One decision or fault, in words a writer understands. */
export interface Message {
  /** `error`: something was left out. `warning`: look at this. `info`: a decision taken. */
  severity: 'error' | 'warning' | 'info';
  /** Line of the author's file, from 1. */
  line?: number;
  rule: string;
  /** What was found. */
  reason: string;
  /** What to write instead. */
  mend?: string;
  /** What to write for sure: in place of a setting's key or, where a value is given, of that. */
  fix?: { key: string; value?: string; to: string };
  /** How sure the engine is of a decision, from 0 to 1. */
  confidence?: number;
}

/** How a text is to be read. What is not said is found out from the text. */
export interface ReadingOptions {
  /** BCP 47 tag. */
  language?: string | undefined;
  /** A label that `TextDecoder` knows, such as `windows-1252`. */
  encoding?: string | undefined;
  /** Whether straight quotes, hyphens and dots are set as a printer would; on by default. */
  typography?: boolean | undefined;
  /** `marks-only`: a wide gap is never a scene break. */
  breaks?: 'auto' | 'marks-only' | undefined;
  /** `none`: nothing is taken for an author's note. */
  notes?: 'auto' | 'none' | undefined;
  /** `verse`: runs of short lines are verse; `paragraphs`: all is prose, no verse, letters, logs or screens. */
  lines?: 'auto' | 'verse' | 'paragraphs' | undefined;
  /** `one`: the file is one chapter, whatever headings it has. */
  chapters?: 'auto' | 'one' | undefined;
  /** `none`: nothing at the head of a file is taken for a title page or a download's header. */
  header?: 'auto' | 'none' | undefined;
  /** Where pictures stand that lie beside the file, by what the text calls them. */
  pictures?: Record<string, PlacedPicture> | undefined;
  /** Drawn at scene breaks in place of the theme's ornament. */
  ornament?: string | undefined;
}
