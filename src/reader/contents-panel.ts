export function toggleContents(): void {}
