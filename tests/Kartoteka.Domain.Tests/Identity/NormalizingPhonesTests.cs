using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

public class NormalizingPhonesTests
{
    public static TheoryData<string, string> Accepted { get; } = Rows([.. PhoneTable.Russian, .. PhoneTable.Foreign]);

    public static TheoryData<string, string> Refused { get; } = Rows(PhoneTable.Refused);

    [Theory, MemberData(nameof(Accepted))]
    public void Every_spelling_of_a_phone_becomes_one_form(string typed, string e164)
    {
        Assert.True(PhoneNumber.TryNormalize(typed, out var actual, out _, out var problem), problem);
        Assert.Equal(e164, actual);
        Assert.Null(problem);
    }

    [Theory, MemberData(nameof(Refused))]
    public void A_text_that_is_no_phone_is_refused_with_a_reason(string typed, string expected)
    {
        Assert.False(PhoneNumber.TryNormalize(typed, out var actual, out var extension, out var problem), actual);
        Assert.Equal((expected, "", null), (problem, actual, extension));
    }

    [Theory]
    [InlineData("8 (495) 123-45-67 доб. 12", "12")]
    [InlineData("8 (495) 123-45-67 (доб. 12)", "12")]
    [InlineData("8 (495) 123-45-67, доб. 12", "12")]
    [InlineData("8 (495) 123-45-67 добавочный 12", "12")]
    [InlineData("8 (495) 123-45-67 ДОБ 0012", "0012")]
    [InlineData("8 (495) 123-45-67 вн. 12", "12")]
    [InlineData("+7 495 123-45-67 ext 5", "5")]
    [InlineData("+7 495 123-45-67 ext. 5", "5")]
    [InlineData("+7 495 123-45-67x5", "5")]
    [InlineData("+74951234567#12", "12")]
    [InlineData("tel:+7-495-123-45-67;ext=12", "12")]
    [InlineData("8 (495) 123-45-67 доб.", null)]
    [InlineData("8 (495) 123-45-67", null)]
    [InlineData("8 (495) 123-45-67; 8 (495) 765-43-21 доб. 3", null)]
    public void An_extension_is_told_apart_from_the_number(string typed, string? expected)
    {
        Assert.True(PhoneNumber.TryNormalize(typed, out var e164, out var extension, out var problem), problem);
        Assert.Equal(("+74951234567", expected), (e164, extension));
    }

    [Fact]
    public void A_missing_phone_is_empty() => Assert.Equal("phone_empty", Problem(null));

    [Fact]
    public void A_text_longer_than_any_phone_field_is_refused_unread() => Assert.Equal("phone_too_long", Problem(new string(' ', 1025)));

    [Fact]
    public Task A_phone_already_in_E164_costs_no_memory() =>
        Allocations.SettleAtZeroAsync(() => PhoneNumber.TryNormalize("+79161234567", out _, out _, out _));

    [Fact]
    public void The_table_covers_eighty_cases_and_thirty_countries()
    {
        var codes = PhoneTable.Foreign.Select(row => row.E164[1..(1 + CallingCodes.CodeLength(row.E164.AsSpan(1)))]).Distinct();
        Assert.InRange(PhoneTable.Russian.Length + PhoneTable.Foreign.Length, 80, int.MaxValue);
        Assert.InRange(codes.Count(), 30, int.MaxValue);
    }

    [Theory]
    [InlineData("79161234567", 1)]
    [InlineData("442079460123", 2)]
    [InlineData("375294911911", 3)]
    [InlineData("2101234567", 0)]
    [InlineData("89161234567", 0)]
    [InlineData("99", 0)]
    [InlineData("0916", 0)]
    [InlineData("+79", 0)]
    [InlineData("3я5", 0)]
    [InlineData("", 0)]
    public void A_calling_code_is_found_by_its_own_length(string digits, int length) =>
        Assert.Equal(length, CallingCodes.CodeLength(digits));

    [Fact]
    public void No_calling_code_begins_with_another()
    {
        var assigned = Enumerable.Range(1, 999).Select(code => code.ToString())
            .Where(code => CallingCodes.CodeLength(code) == code.Length).ToList();
        // 215 codes answer today; a row lost or split in the table changes the count.
        Assert.Equal(215, assigned.Count);
        Assert.DoesNotContain(assigned, code => assigned.Any(other => other != code && code.StartsWith(other, StringComparison.Ordinal)));
    }

    private static string? Problem(string? typed)
    {
        PhoneNumber.TryNormalize(typed, out _, out _, out var problem);
        return problem;
    }

    private static TheoryData<string, string> Rows((string, string)[] rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (typed, expected) in rows)
            data.Add(typed, expected);
        return data;
    }
}
