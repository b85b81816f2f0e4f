import { isObject, textMember } from '@carethread/ledger';

/** What the files of the documentation say in a word, as somebody would write it. All of it is invented. */
const WORDS: Readonly<Record<string, string>> = {
  'help with health': 'Help to remember tablets and to eat regularly',
  'help with personalCare': 'Help to wash and dress in the morning',
  'help with socialCare': 'Company, and a way to get to the garden club',
  'a strength': 'Knows everybody in the street, and they look in',
  'an ability': 'Walks to the shop with a stick',
  'an aspiration': 'To stay at home and keep the garden',
  'stay at home': 'To stay at home, with the garden',
  'wash alone': 'To wash and dress without help',
  'likes company': 'A gardener all my life. I like company, and I like to be asked.',
  'my garden': 'My garden, my sister, and tea at four',
  'about wakingAndRising': 'I wake at seven. Open the curtains first, then talk to me.',
  'about meals': 'Porridge in the morning, a hot meal at noon. No fish.',
  'about morning': 'Radio on while I wash. I choose what I wear.',
  'about afternoon': 'A walk to the shop if it is dry, then tea at four.',
  'about evening': 'Soup and the news. My sister rings at seven.',
  'about bedtime': 'In bed by ten, with the landing light on.',
  'about hygiene': 'A wash every day, a bath on Sundays. I want the door left ajar.',
  'about medicationAndHealth': 'Tablets with breakfast. Show me the box, and I take them myself.',
  'about activitiesAndPeople': 'Garden club on Wednesdays. My neighbour looks in at noon.',
  'about likesAndDislikes': 'I like to be asked, not told. I dislike perfume.',
  'talked it through': 'We went through each part of the plan at the kitchen table',
  yes: 'Yes, this is how I want it',
  'with prompting': 'Run the tap, hand over the flannel, and prompt step by step',
  'wet floor': 'The bathroom floor is wet after a wash',
  'I want to': 'I would rather wash alone and fall once than be washed',
  'worth it': 'Washing alone matters more to the person than the small risk',
  'mat and bell': 'Mat in place before each wash; the bell within reach',
  'an hour later': 'The morning wash is an hour later, since mornings are slow',
  agreed: 'We agreed that mornings begin an hour later',
  'I cook myself': 'I want to cook my own dinner again',
  'as the indicators': 'The indicators point to standard',
  cheerful: 'Cheerful, and pleased to see us',
};

const NEEDS: Readonly<Record<string, string>> = {
  '{{need_health}}': 'Help to remember tablets and to eat regularly',
  '{{need_personalCare}}': 'Help to wash and dress in the morning',
  '{{need_socialCare}}': 'Company, and a way to get to the garden club',
};

/** The same value with the words of the demo in it. */
export function inWords(value: unknown): unknown {
  if (typeof value === 'string') return WORDS[value] ?? value;
  if (Array.isArray(value)) return value.map(inWords);
  if (!isObject(value)) return value;
  const need = NEEDS[textMember(value, 'needId') ?? ''];
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, one === 'a need' && need !== undefined ? need : inWords(one)]),
  );
}
