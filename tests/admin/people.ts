// People for the specs of matching: enough to learn from, some of them known twice under different contacts. All of them are made up.

export interface Person {
  userId: string;
  traits: Record<string, string>;
}

const surnames = ['Соколов', 'Громов', 'Орлов', 'Лебедев', 'Зайцев', 'Фролов', 'Кравцов', 'Мельников', 'Назаров', 'Рябов', 'Тихонов', 'Ушаков', 'Чернов', 'Шилов', 'Щукин', 'Якушев', 'Быков', 'Воронов', 'Гусев', 'Дроздов', 'Ершов', 'Жданов', 'Карпов', 'Лобанов', 'Носов', 'Осипов', 'Пахомов', 'Родионов', 'Субботин', 'Третьяков'];
const given = { m: ['Иван', 'Пётр', 'Олег', 'Сергей', 'Николай', 'Дмитрий', 'Андрей', 'Максим', 'Кирилл', 'Егор', 'Павел', 'Роман'], f: ['Анна', 'Ольга', 'Мария', 'Елена', 'Ирина', 'Наталья', 'Татьяна', 'Вера', 'Дарья', 'Юлия', 'Софья', 'Алина'] };
const fathers = ['Иванов', 'Петров', 'Сергеев', 'Николаев', 'Андреев', 'Олегов', 'Павлов', 'Романов'];
const cities = ['Томск', 'Омск', 'Самара', 'Казань', 'Пермь', 'Тула', 'Рязань', 'Вологда', 'Псков', 'Саратов'];
const streets = ['ул. Ленина', 'ул. Садовая', 'пр. Мира', 'ул. Лесная', 'ул. Гагарина', 'ул. Полевая'];

/** The same people at every run: a generator of Lehmer's, which needs no more than a product. */
function draws(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return { next, of: <T>(list: readonly T[]): T => list[next(list.length)]! };
}

/** Two letters of a word that stand side by side change places. */
const slip = (word: string, at: number) => word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);

/** `count` people of a shop, and for the first `twice` of them what a second system says: another phone, and in every third a slip of the hand. */
export function madeUpPeople(count: number, twice: number): { shop: Person[]; loyalty: Person[] } {
  const { next, of } = draws(20_261_122);
  const two = (value: number) => String(value).padStart(2, '0');
  const phone = () => `+79${String(100_000_000 + next(899_999_999))}`;
  const shop = Array.from({ length: count }, (_, at): Person => {
    const sex = next(2) === 0 ? 'm' : 'f';
    const [surname, father] = [of(surnames), of(fathers)];
    return {
      userId: `shop-${at}`,
      traits: {
        lastName: surname + (sex === 'f' ? 'а' : ''), firstName: of(given[sex]), middleName: father + (sex === 'f' ? 'на' : 'ич'), birthday: `${1950 + next(55)}-${two(1 + next(12))}-${two(1 + next(28))}`,
        phone: phone(), email: `person${at}x${next(10_000)}@mail.example`, city: of(cities), address: `${of(streets)}, д. ${1 + next(90)}, кв. ${1 + next(120)}`,
      },
    };
  });
  const loyalty = shop.slice(0, twice).map(({ traits }, at): Person => {
    const { lastName, firstName, middleName, birthday, city, address } = traits as Record<'lastName' | 'firstName' | 'middleName' | 'birthday' | 'city' | 'address', string>;
    const other = { lastName: at % 3 === 1 ? slip(lastName, 2) : lastName, firstName, birthday: at % 3 === 2 ? birthday.replace(/\d$/, (digit) => String((Number(digit) + 1) % 9)) : birthday, phone: phone(), city };
    return { userId: `card-${at}`, traits: at % 2 === 0 ? { ...other, middleName, address } : other };
  });
  return { shop, loyalty };
}
