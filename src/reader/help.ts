export function toggleHelp(): void {}
