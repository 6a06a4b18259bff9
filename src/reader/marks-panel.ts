export function toggleMarks(): void {}
