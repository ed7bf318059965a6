/** What an event is about; chooses its icon. */
export type EventKind = 'order' | 'refund' | 'cart' | 'product' | 'search' | 'promotion' | 'page' | 'data' | 'call' | 'ticket' | 'message' | 'account' | 'app' | 'group' | 'merge' | 'unmerge' | 'event';

// Names of the Segment e-commerce, mobile, e-mail and live chat specs, and of calls and tickets, without spaces and case: `Order Completed`,
// `order_completed` and `orderCompleted` are one event to a reader.
const kinds: Record<Exclude<EventKind, 'page' | 'data' | 'group' | 'merge' | 'unmerge' | 'event'>, string> = {
  order: 'orderCompleted orderUpdated orderPlaced orderPaid orderShipped orderDelivered checkoutStarted checkoutStepViewed checkoutStepCompleted paymentInfoEntered',
  refund: 'orderRefunded orderCancelled',
  cart: 'cartViewed productAdded productRemoved couponEntered couponApplied couponDenied couponRemoved cartShared',
  product: 'productViewed productClicked productShared productReviewed productAddedToWishlist productRemovedFromWishlist wishlistProductAddedToCart',
  search: 'productsSearched productListViewed productListFiltered',
  promotion: 'promotionViewed promotionClicked',
  call: 'callStarted callEnded callMissed',
  ticket: 'ticketCreated ticketUpdated ticketClosed',
  message: 'emailDelivered emailOpened emailLinkClicked emailBounced emailMarkedAsSpam unsubscribed subscribed smsDelivered pushNotificationReceived pushNotificationTapped liveChatConversationStarted liveChatConversationEnded liveChatMessageSent liveChatMessageReceived formSubmitted',
  account: 'signedUp signedIn signedOut accountCreated accountDeleted',
  app: 'applicationInstalled applicationOpened applicationUpdated applicationBackgrounded applicationUninstalled',
};

const known = new Map(Object.entries(kinds).flatMap(([kind, names]) => names.split(' ').map((name) => [name.toLowerCase(), { kind: kind as EventKind, word: name }] as const)));

/** What is known of an event's name: its kind, and its word in `events.names` of the locales. */
export function knownEvent(name: string): { kind: EventKind; word: string } | undefined {
  return known.get(name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
}

/** Every word that the locales must have. */
export const eventWords: readonly string[] = [...known.values()].map((entry) => entry.word);
