export const PATH = '/assessment/staff';
export const MEMBER = `${PATH}/:userId`;
