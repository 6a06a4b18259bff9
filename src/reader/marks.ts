export function toggleBookmark(): void {}
export function highlight(): void {}
export function annotate(): void {}
