using Kartoteka.Reliability.Tests.Faults;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Defects;

/// <summary>A check that cannot fail proves nothing: each is run against a server with the defect that it is there to find.</summary>
public sealed class PlantedDefectTests
{
    [Fact]
    public async Task A_good_stand_in_passes_the_kill_check() => Assert.Empty((await KillTests.RandomKillsAsync(ServerSetup.Defective("None"), 2)).Broken);

    [Theory]
    [InlineData("AcksBeforeStoring", "acknowledged but lost")]
    [InlineData("Invents", "stored but never sent")]
    public async Task The_kill_check_finds(string defect, string finding) =>
        Assert.Contains((await KillTests.RandomKillsAsync(ServerSetup.Defective(defect), 2)).Broken, line => line.Contains(finding, StringComparison.Ordinal));
}
