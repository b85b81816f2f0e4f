import type { FaultWords } from './en-faults.js';

export const faultsInWelsh: FaultWords = {
  required: () => 'Llenwch hwn',
  empty: () => 'Llenwch hwn',
  unknown: () => 'Nid yw hwn yn perthyn yma',
  type: () => 'Ysgrifennwch hwn mewn ffordd arall',
  format: () => 'Gwiriwch hwn: nid yw yn y ffurf gywir',
  oneOf: () => 'Dewiswch un o’r rhain',
  minLength: (limit) => `Ysgrifennwch o leiaf ${limit ?? 'ychydig o'} nodau`,
  maxLength: (limit) => `Ysgrifennwch ${limit ?? 'llai o'} nodau ar y mwyaf`,
  minItems: (limit) => `Rhowch o leiaf ${limit ?? 'un'}`,
  maxItems: (limit) => `Rhowch ${limit ?? 'lai'} ar y mwyaf`,
  minimum: (limit) => `Rhowch rif o ${limit ?? 'fwy'} o leiaf`,
  maximum: (limit) => `Rhowch rif o ${limit ?? 'lai'} ar y mwyaf`,
  unique: () => 'Mae hwn yno’n barod',
  notAllowed: () => 'Gadewch hwn allan, neu newidiwch yr hyn a ddywedoch wrth ei ymyl',
  conflict: () => 'Nid yw hwn yn cytuno â rhywbeth arall a ddywedoch',
  tooEarly: () => 'Rhowch ddyddiad diweddarach',
  tooLate: () => 'Rhowch ddyddiad cynharach',
};
