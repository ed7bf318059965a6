// Customers for the specs of the card, the list and the operator's screen. All of them are made up.
import type { Server } from './server';

const day = 86_400_000;
export const ago = (days: number) => new Date(Date.now() - days * day).toISOString();

/** Sends customers of whom three systems know, and returns the ids of those that the specs open. */
export async function fillBase(server: Server) {
  const crm = await server.addSource('crm', 'CRM', 'crm');
  const site = await server.addSource('site', 'Сайт', 'web');
  await server.send([
    { type: 'identify', userId: 'c1', messageId: 'c1', timestamp: ago(10), traits: { lastName: 'Соколова', firstName: 'Анна', email: 'anna@mail.example', phone: '+79165550123', city: 'Томск', birthday: '1990-05-17' } },
    { type: 'identify', userId: 'c2', messageId: 'c2', timestamp: ago(30), traits: { lastName: 'Громов', firstName: 'Иван', phone: '+79135557700', email: 'ivan@mail.example', city: 'Омск' } },
    { type: 'identify', userId: 'c3', messageId: 'c3', timestamp: ago(30), traits: { lastName: 'Громова', firstName: 'Ольга', email: 'olga@mail.example', city: 'Омск' } },
    { type: 'track', userId: 'c1', messageId: 'c4', timestamp: ago(2), event: 'Ticket Created', properties: { ticket_id: '881', subject: 'Помялась упаковка' } },
  ], crm);
  await server.send([
    { type: 'identify', userId: 's1', messageId: 's1', timestamp: ago(20), traits: { firstName: 'Аня', email: 'anna@mail.example', city: 'Омск' } },
    { type: 'track', userId: 's1', messageId: 's2', timestamp: ago(1), event: 'Order Completed', properties: { order_id: '10542', total: 2150.5, currency: 'RUB', products: [{ name: 'Чай', quantity: 2, price: 1000 }, { name: 'Кофе', quantity: 1, price: 150.5 }] } },
    ...Array.from({ length: 90 }, (_, at) => ({ type: 'track', userId: 's1', messageId: `v${at}`, timestamp: ago(3 + at), event: 'Product Viewed', properties: { name: `Товар ${at + 1}` } })),
  ], site);
  const idOf = async (email: string) => (await server.call<{ id: string }>('GET', `/api/profiles/by/email/${email}`)).id;
  return { anna: await idOf('anna@mail.example'), ivan: await idOf('ivan@mail.example'), olga: await idOf('olga@mail.example'), crm, site };
}
