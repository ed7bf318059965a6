using System.Text;
using Kartoteka.Modules.Users;

namespace Kartoteka.Server.Tests.Users;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the rows of SHA-1.
    [Theory]
    [InlineData(59L, "94287082")]
    [InlineData(1111111109L, "07081804")]
    [InlineData(1111111111L, "14050471")]
    [InlineData(1234567890L, "89005924")]
    [InlineData(2000000000L, "69279037")]
    [InlineData(20000000000L, "65353130")]
    public void Codes_are_those_of_the_rfc(long seconds, string code)
    {
        var step = Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds));
        Assert.Equal(code, Totp.Code(Secret, step, digits: 8));
        Assert.Equal(code[2..], Totp.Code(Secret, step));
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    public void A_code_is_good_for_its_step_the_one_before_and_the_one_after(int seconds, bool good)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        Assert.Equal(good, Totp.Match(Secret, Totp.Code(Secret, Totp.StepOf(now.AddSeconds(seconds))), now) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000")]
    [InlineData("0050471")]
    [InlineData("٠٥٠٤٧١")]
    public void What_is_no_code_matches_nothing(string code) => Assert.Null(Totp.Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds(1_111_111_111)));

    // RFC 4648, section 10, without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_spelled_in_base32(string text, string base32) => Assert.Equal(base32, Totp.ToBase32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void An_address_for_the_app_names_the_product_and_the_person() =>
        Assert.Equal("otpauth://totp/Kartoteka:a%2Bb%40shop.ru?secret=MZXW6&issuer=Kartoteka&algorithm=SHA1&digits=6&period=30", Totp.Uri("MZXW6", "a+b@shop.ru"));
}
