using System.Globalization;

namespace Kartoteka.Bench;

/// <summary>
/// People made up by a number: names as frequent as names are, a tenth of the people known a second time with slips and gaps. The same number
/// gives the same person on every machine.
/// </summary>
internal static class MadePeople
{
    private static readonly string[] Onsets = "Ба Бе Бо Ва Ве Во Га Го Гу Да До Ду Жу За Зо Ка Ко Кру Ку Ла Ле Ло Ма Ме Ми Мо На Не Но Па Пе По Ра Ро Ру Са Се Со Та Ту".Split(' ');
    private static readonly string[] Codas = "бан вар гор дем жен зар кал кос лак лов мар мин нар нос пал пат рак рос сан сол тар тон фан хар шин".Split(' ');
    private static readonly string[] Endings = ["ов", "ев", "ин", "ский", "енко"];
    private static readonly string[] Givens =
        "Александр Сергей Андрей Дмитрий Алексей Иван Михаил Владимир Николай Евгений Максим Артём Илья Павел Роман Игорь Олег Виктор Юрий Денис Антон Кирилл Никита Константин Фёдор Анна Елена Ольга Наталья Мария Татьяна Ирина Светлана Екатерина Юлия Анастасия Марина Людмила Галина Валентина Дарья Ксения Полина Вера Надежда Любовь Алина Софья Зоя Нина".Split(' ');
    private static readonly string[] Patronymics = "Александрович Сергеевич Андреевич Дмитриевич Алексеевич Иванович Михайлович Владимирович Николаевич Евгеньевич Петрович Викторович Юрьевич Олегович Павлович".Split(' ');
    private static readonly string[] Cities = "Москва Санкт-Петербург Новосибирск Екатеринбург Казань Красноярск Челябинск Самара Уфа Ростов-на-Дону Омск Краснодар Воронеж Пермь Волгоград Саратов Тюмень Томск Тула Иркутск".Split(' ');

    /// <summary>Columns of the cells.</summary>
    public static string[] Columns { get; } = ["last name", "first name", "patronymic", "birth date", "phone", "email", "city"];

    /// <summary>The cells of a record; of each ten the last is the first again.</summary>
    public static string?[] Cells(int number)
    {
        var isAgain = number % 10 == 9;
        var cells = Person(isAgain ? number - 9 : number);
        return isAgain ? Again(cells, new Random(number)) : cells;
    }

    /// <summary>The same person as another system states it: some values missing, some with a slip.</summary>
    public static string?[] Again(string?[] cells, Random random)
    {
        var other = (string?[])cells.Clone();
        for (var i = 0; i < other.Length; i++)
        {
            if (i > 0 && random.Next(4) == 0) other[i] = null;
            else if (i < 3 && random.Next(12) == 0 && other[i] is { Length: > 3 } name) other[i] = name.Remove(random.Next(1, name.Length - 1), 1);
        }
        return other;
    }

    private static string?[] Person(int number)
    {
        var random = new Random(number);
        // Squared, so that the first are frequent and the last are rare.
        string Frequent(string[] list) => list[(int)(Math.Pow(random.NextDouble(), 2) * list.Length)];
        var surname = Frequent(Onsets) + Frequent(Codas) + Frequent(Endings);
        return
        [
            surname, Frequent(Givens), Frequent(Patronymics), new DateTime(1940, 1, 1).AddDays(random.Next(25_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            $"+79{random.Next(0, 1_000_000_000):D9}", random.Next(3) == 0 ? null : $"u{random.Next(5_000_000)}@mail.example", Frequent(Cities),
        ];
    }
}
