export const FILE_PARTS = ['a', 'b', 'c', 'd', 'e'] as const;
