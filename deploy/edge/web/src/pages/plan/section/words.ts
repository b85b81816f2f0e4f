import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    save: 'Save and go on',
    add: (one: string) => `Add ${one}`,
    change: 'Change',
    nothing: 'Nothing yet.',
    done: 'Go back to the draft',
    saveItem: 'Save',
    remove: 'Remove',
    removeItem: 'Remove this',
    none: 'None of these',
    personsWords: (name: string) => `Use ${name}’s own words.`,
  },
  {
    save: 'Cadw a mynd ymlaen',
    add: (one) => `Ychwanegu ${one}`,
    change: 'Newid',
    nothing: 'Dim eto.',
    done: 'Yn ôl i’r drafft',
    saveItem: 'Cadw',
    remove: 'Tynnu',
    removeItem: 'Tynnu hwn',
    none: 'Dim un o’r rhain',
    personsWords: (name) => `Defnyddiwch eiriau ${name} ei hun.`,
  },
);

export type Words = (typeof words)['en'];
