export function toggleBookmark(): void {}
