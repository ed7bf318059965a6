using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Tests;

public sealed class UnderstandingColumnsTests
{
    [Fact]
    public void Columns_of_a_russian_base_are_understood() => Assert.Equal(
        [
            ColumnRole.Ignored, ColumnRole.Ignored, ColumnRole.Surname, ColumnRole.GivenName, ColumnRole.MiddleName, ColumnRole.Gender, ColumnRole.BirthDate, ColumnRole.Phone,
            ColumnRole.Email, ColumnRole.City, ColumnRole.Address, ColumnRole.Document, ColumnRole.Company,
        ],
        ColumnReading.Read(Samples.Read("ru_10k.csv").Table, 0).Select(column => column.Role));

    [Fact]
    public void Names_that_say_nothing_leave_it_to_the_values()
    {
        var known = Samples.Read("ru_10k.csv").Table;
        var table = new RecordTable([.. known.Columns.Select((_, i) => $"f{i}")]);
        for (var row = 0; row < 3000; row++)
        {
            for (var column = 0; column < known.Columns.Count; column++) table.SetCell(column, known[row, column]);
            table.EndRecord();
        }
        var roles = ColumnReading.Read(table, 0).Select(column => column.Role).ToArray();
        Assert.Equal((ColumnRole.GivenName, ColumnRole.MiddleName, ColumnRole.BirthDate, ColumnRole.Phone, ColumnRole.Email, ColumnRole.Address), (roles[3], roles[4], roles[6], roles[7], roles[8], roles[10]));
    }

    [Theory]
    [InlineData("Фамилия", ColumnRole.Surname)]
    [InlineData("ФИО", ColumnRole.FullName)]
    [InlineData("Дата рождения", ColumnRole.BirthDate)]
    [InlineData("E-mail", ColumnRole.Email)]
    [InlineData("Мобильный телефон", ColumnRole.Phone)]
    [InlineData("firstName", ColumnRole.GivenName)]
    [InlineData("LAST_NAME", ColumnRole.Surname)]
    [InlineData("soc_sec_id", ColumnRole.Document)]
    [InlineData("Почтовый индекс", ColumnRole.Postcode)]
    public void A_name_tells_a_role(string name, ColumnRole role) => Assert.Equal(role, ColumnNames.Find(name));

    [Theory]
    [InlineData("Program Name")]
    [InlineData("phone type")]
    [InlineData("remark")]
    public void A_name_that_tells_none_is_not_forced(string name) => Assert.Null(ColumnNames.Find(name));

    [Fact]
    public void What_is_told_wins()
    {
        var told = new Dictionary<string, ColumnRole> { ["CITY"] = ColumnRole.Ignored };
        Assert.Equal(ColumnRole.Ignored, ColumnReading.Read(Samples.Read("fake_1000.csv").Table, 0, told).Single(column => column.Name == "city").Role);
    }
}
