using System.Collections.Frozen;
using System.Text;

namespace Kartoteka.Protocol.Import;

/// <summary>What Russian and English exports call their columns.</summary>
internal static class ColumnNames
{
    private const string PeopleNames = """
        externalId: id, record id, rec id, unique id, external id, customer id, client id, user id, contact id, код, код клиента, код покупателя, код контрагента, ид, ид клиента, id клиента, номер клиента, клиент id, guid, customer code, client code, customer number
        anonymousId: anonymous id, client uid, visitor id
        lastName: фамилия, surname, last name, family name, lname, primary name last, фамилия клиента
        firstName: имя, имя клиента, first name, given name, forename, fname, primary name first
        middleName: отчество, patronymic, middle name, second name, primary name middle
        name: фио, ф и о, фио клиента, клиент, покупатель, контрагент, full name, name, customer name, contact name, primary name full, фамилия имя отчество
        gender: пол, gender, sex
        birthday: дата рождения, день рождения, др, birthday, birth date, date of birth, dob, birthdate, д р, дата рожд
        phone: телефон, моб телефон, мобильный, мобильный телефон, сотовый, сотовый телефон, номер телефона, контактный телефон, тел, phone, phone number, mobile, mobile phone, cell, cell phone, tel, telephone, телефон 2, phone 2, доп телефон, домашний телефон, рабочий телефон
        email: эл почта, электронная почта, почта, емейл, имейл, мейл, e mail, email, mail, email address, e mail address, адрес электронной почты, email 2, адрес эл почты
        card: карта, номер карты, карта лояльности, бонусная карта, дисконтная карта, карта клиента, card, card number, card no, loyalty card, loyalty card number, loyalty id, штрихкод карты, n карты
        inn: инн, inn, tax id, tax id number, инн клиента
        telegram_id: telegram id, telegram, телеграм, телеграм id
        address.city: город, city, town, нас пункт, населенный пункт, addr city, suburb, город проживания
        address.street: адрес, улица, address, street, street address, address line 1, address 1, addr line1, адрес доставки, адрес проживания, address line
        address.house: дом, house, номер дома, street number
        address.flat: квартира, flat, apartment, кв
        address.state: регион, область, край, state, region, province, addr state, субъект рф
        address.postalCode: индекс, почтовый индекс, zip, zip code, postcode, postal code, addr postal code
        address.country: страна, country, addr country
        company: компания, организация, место работы, company, company name, organization, organisation, employer
        title: должность, job title, position
        createdAt: дата регистрации, дата создания, создан, создано, зарегистрирован, created at, created, registration date, registered at, signup date, date created, created on
        updatedAt: обновлено, обновлен, дата обновления, дата изменения, изменено, изменен, updated at, updated, modified, modified at, last modified, last updated, date modified
        """;

    private const string OrderNames = """
        orderId: invoice no, invoice, invoice number, order id, order number, order no, order, заказ, номер заказа, заказ номер, ид заказа, id заказа, чек, номер чека, номер документа, документ, basket id, transaction id, receipt, номер продажи, n заказа, n чека
        sku: stock code, sku, article, артикул, код товара, product id, product code, item code, item id, штрихкод, upc, barcode
        productName: name, description, product name, product, item, item name, наименование, наименование товара, название, название товара, товар, номенклатура
        quantity: quantity, qty, количество, кол во, кол, count, units
        price: unit price, price, цена, цена за единицу, цена за шт, item price
        lineTotal: line total, сумма строки, стоимость, line amount, сумма по строке, sales value
        total: total, итого, сумма заказа, сумма чека, order total, grand total, сумма документа, всего, order amount, сумма продажи
        revenue: revenue, выручка
        shipping: shipping, доставка, стоимость доставки, shipping cost
        tax: tax, ндс, налог, vat
        discount: discount, скидка, сумма скидки
        coupon: coupon, промокод, купон, promo code, coupon code
        orderedAt: invoice date, order date, дата заказа, дата, дата чека, дата продажи, дата документа, дата покупки, date, ordered at, created at, created, purchase date, transaction date, timestamp, transaction timestamp, дата и время, время заказа
        currency: currency, валюта, currency code
        status: status, статус, статус заказа, order status
        affiliation: store, магазин, store name, store id, торговая точка, подразделение, склад, филиал, affiliation, точка продаж
        customer: customer id, customer, client id, user id, код клиента, код покупателя, клиент, покупатель, ид клиента, id клиента, household id, customer code, контрагент, номер клиента
        email: email, e mail, mail, почта, эл почта, электронная почта, email address, customer email
        phone: телефон, phone, phone number, номер телефона, тел, tel, mobile, customer phone
        card: карта, номер карты, карта лояльности, бонусная карта, дисконтная карта, loyalty card, card number, card, n карты
        category: category, категория, группа товара, product category
        brand: brand, бренд, марка, производитель
        country: country, страна
        city: город, city
        """;

    private const string EventNames = """
        event: event, event name, событие, название события, имя события, action, действие
        userId: user id, customer id, client id, external id, код клиента, ид клиента, id клиента, customer, user
        anonymousId: anonymous id, visitor id, client uid, аноним id
        timestamp: timestamp, time, date, datetime, дата, время, дата события, время события, occurred at, event time, event date, original timestamp, дата и время, created at
        messageId: message id, event id, ид события, id события
        email: email, e mail, mail, почта, эл почта, электронная почта
        phone: телефон, phone, номер телефона, phone number
        """;

    private static readonly FrozenDictionary<string, string> People = Read(PeopleNames), Orders = Read(OrderNames), Events = Read(EventNames);

    /// <summary>The field a header names, or null.</summary>
    public static string? FieldOf(ImportKind kind, string header) => NamesOf(kind).GetValueOrDefault(Normalise(header));

    /// <summary>
    /// Lower case, <c>ё</c> as <c>е</c>, <c>№</c> as <c>номер</c>, words of camelCase apart, everything that is not a letter or digit one space.
    /// </summary>
    public static string Normalise(string header)
    {
        var text = new StringBuilder(header.Length + 8);
        for (var i = 0; i < header.Length; i++)
        {
            var letter = header[i];
            if (letter is '№' or '#') text.Append(" номер ");
            else if (!char.IsLetterOrDigit(letter)) text.Append(' ');
            else
            {
                if (i > 0 && char.IsUpper(letter) && char.IsLower(header[i - 1])) text.Append(' ');
                var lower = char.ToLowerInvariant(letter);
                text.Append(lower == 'ё' ? 'е' : lower);
            }
        }
        return string.Join(' ', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static FrozenDictionary<string, string> NamesOf(ImportKind kind) => kind switch
    {
        ImportKind.Orders => Orders,
        ImportKind.Events => Events,
        _ => People,
    };

    private static FrozenDictionary<string, string> Read(string table)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var field = line[..colon];
            names.TryAdd(Normalise(field), field);
            foreach (var name in line[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries)) names.TryAdd(name, field);
        }
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
