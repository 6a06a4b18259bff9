/** Formats that every browser shows. SVG is left out: it may hold scripts, which run where it is opened by itself. */
export const formats = ['jpg', 'png', 'webp', 'avif', 'gif'];

/** Whether a file's name ends as theirs do. */
export const isPicture = (name: string) => new RegExp(`\\.(?:jpeg|${formats.join('|')})$`, 'i').test(name);
