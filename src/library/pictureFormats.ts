/** Formats that every browser shows. SVG is left out: it may hold scripts, which run where it is opened by itself. */
export const formats = ['jpg', 'png', 'webp', 'avif', 'gif'];
