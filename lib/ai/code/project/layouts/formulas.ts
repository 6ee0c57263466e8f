/** One thing to work out. `expression` is JavaScript over the ids of the fields. */
export type Formula = {
  words: RegExp
  fields: readonly { id: string; label: string; value: number; min?: number }[]
  results: readonly { label: string; expression: string }[]
}

/** By the words of a brief; the last takes what no other does. */
export const FORMULAS: readonly Formula[] = [
  {
    words: /\b(?:tip|bill|split|restaurant)\b/i,
    fields: [
      { id: 'bill', label: 'Bill', value: 60, min: 0 },
      { id: 'tip', label: 'Tip in percent', value: 15, min: 0 },
      { id: 'people', label: 'People', value: 3, min: 1 },
    ],
    results: [
      { label: 'Together', expression: 'bill * (1 + tip / 100)' },
      { label: 'Each person pays', expression: '(bill * (1 + tip / 100)) / people' },
    ],
  },
  {
    words: /\b(?:loan|mortgage|credit|interest|instal?ments?|financ\w*)\b/i,
    fields: [
      { id: 'amount', label: 'Amount', value: 20000, min: 0 },
      { id: 'rate', label: 'Interest a year in percent', value: 4, min: 0.01 },
      { id: 'years', label: 'Years', value: 10, min: 1 },
    ],
    results: [
      {
        label: 'Each month',
        expression: '(amount * (rate / 1200)) / (1 - (1 + rate / 1200) ** (-12 * years))',
      },
      {
        label: 'Paid in the end',
        expression: '(amount * years * (rate / 100)) / (1 - (1 + rate / 1200) ** (-12 * years))',
      },
    ],
  },
  {
    words: /\b(?:bmi|body|fitness|health)\b/i,
    fields: [
      { id: 'weight', label: 'Weight in kilograms', value: 70, min: 1 },
      { id: 'height', label: 'Height in centimetres', value: 175, min: 1 },
    ],
    results: [{ label: 'Body mass index', expression: 'weight / (height / 100) ** 2' }],
  },
  {
    words: /\b(?:temperature|celsius|fahrenheit|weather)\b/i,
    fields: [{ id: 'degrees', label: 'Degrees', value: 20 }],
    results: [
      { label: 'Celsius in Fahrenheit', expression: '(degrees * 9) / 5 + 32' },
      { label: 'Fahrenheit in Celsius', expression: '((degrees - 32) * 5) / 9' },
    ],
  },
  {
    words: /\b(?:weight|kilo(?:gram)?s?|kg|pounds?|lbs?|ounces?)\b/i,
    fields: [{ id: 'weight', label: 'Weight', value: 10, min: 0 }],
    results: [
      { label: 'Kilograms in pounds', expression: 'weight * 2.20462262' },
      { label: 'Pounds in kilograms', expression: 'weight / 2.20462262' },
    ],
  },
  {
    words: /\b(?:cups?|lit(?:re|er)s?|millilit(?:re|er)s?|volume|recipe|cooking|baking)\b/i,
    fields: [{ id: 'volume', label: 'Volume', value: 2, min: 0 }],
    results: [
      { label: 'US cups in millilitres', expression: 'volume * 236.5882365' },
      { label: 'Millilitres in US cups', expression: 'volume / 236.5882365' },
    ],
  },
  {
    words: /\b(?:currency|currencies|exchange|dollars?|euros?|price|vat|tax)\b/i,
    fields: [
      { id: 'amount', label: 'Amount', value: 100, min: 0 },
      { id: 'rate', label: 'Rate', value: 1.1, min: 0.0001 },
    ],
    results: [
      { label: 'Amount times rate', expression: 'amount * rate' },
      { label: 'Amount divided by rate', expression: 'amount / rate' },
    ],
  },
  {
    words: /\b(?:km|kilomet(?:re|er)s?|miles?|met(?:re|er)s?|feet|foot|distance|length|units?)\b/i,
    fields: [{ id: 'distance', label: 'Distance', value: 10, min: 0 }],
    results: [
      { label: 'Kilometres in miles', expression: 'distance / 1.609344' },
      { label: 'Miles in kilometres', expression: 'distance * 1.609344' },
    ],
  },
  {
    words: /(?:)/,
    fields: [
      { id: 'first', label: 'First number', value: 12 },
      { id: 'second', label: 'Second number', value: 5 },
    ],
    results: [
      { label: 'Sum', expression: 'first + second' },
      { label: 'Difference', expression: 'first - second' },
      { label: 'Product', expression: 'first * second' },
      { label: 'Quotient', expression: 'first / second' },
      { label: 'First as percent of second', expression: '(first / second) * 100' },
    ],
  },
]
