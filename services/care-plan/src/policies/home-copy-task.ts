export const REPLACE_HOME_COPY = 'replaceHomeCopy';
