export function copyLink(): void {}
