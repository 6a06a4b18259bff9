export function toggleSpeech(): void {}
