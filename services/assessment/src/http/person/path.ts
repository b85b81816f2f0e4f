export const PATH = '/assessment/persons';
