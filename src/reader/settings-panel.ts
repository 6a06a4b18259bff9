export function toggleSettings(): void {}
