import 'dayjs/locale/ru';

/** How AntD's date inputs write a day, by the reader's language. Importing this brings the names of months too. */
export const dayFormat = (language: string): string => (language === 'ru' ? 'DD.MM.YYYY' : 'DD/MM/YYYY');
