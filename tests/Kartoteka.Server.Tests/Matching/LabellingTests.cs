using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Matching;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Server.Tests.Matching;

/// <summary>What labels of a sample say of all pairs, against populations whose truth is known.</summary>
public sealed class LabellingTests
{
    private const double Upper = 0.95;

    // Pairs by band with the true share of the same in each: the model is too sure of itself above and not sure enough below.
    private static readonly (double From, long Pairs, double Same)[] Truth = [(0.01, 4_000, 0.02), (0.3, 600, 0.3), (0.7, 500, 0.75), (0.95, 900, 0.93), (0.99, 3_000, 0.99)];

    [Fact]
    public void Weighted_by_their_bands_labels_are_right_on_average_and_intervals_hold_the_truth()
    {
        var matches = Truth.Sum(band => band.Pairs * band.Same);
        var above = Truth.Where(band => band.From >= Upper).ToArray();
        var (precision, recall) = (above.Sum(band => band.Pairs * band.Same) / above.Sum(band => band.Pairs), above.Sum(band => band.Pairs * band.Same) / matches);
        var random = new Random(5);
        var (precisions, recalls, held, heldRecall) = (0.0, 0.0, 0, 0);
        const int runs = 400;
        for (var run = 0; run < runs; run++)
        {
            var drawn = SampleMath.Allocate([.. Truth.Select(band => band.Pairs)], 250);
            var strata = Truth.Select((band, i) => new Stratum(
                band.From, i + 1 < Truth.Length ? Truth[i + 1].From : 1, band.Pairs, drawn[i], Enumerable.Range(0, drawn[i]).Count(_ => random.NextDouble() < band.Same))).ToArray();
            var estimate = SampleMath.Estimate(strata, Upper, recallGivenUp: 0)!.Value;
            (precisions, recalls) = (precisions + estimate.Precision.Value, recalls + estimate.Recall.Value);
            held += estimate.Precision.Low <= precision && precision <= estimate.Precision.High ? 1 : 0;
            heldRecall += estimate.Recall.Low <= recall && recall <= estimate.Recall.High ? 1 : 0;
        }
        Assert.Equal(precision, precisions / runs, 0.005);
        Assert.Equal(recall, recalls / runs, 0.01);
        Assert.InRange(held / (double)runs, 0.92, 1);
        Assert.InRange(heldRecall / (double)runs, 0.92, 1);
        // Without weights the rare and doubtful would count as much as the many and sure.
        var naive = Truth.Where(band => band.From >= Upper).Average(band => band.Same);
        Assert.True(Math.Abs(naive - precision) > 0.01);
    }

    [Fact]
    public void A_small_case_is_as_counted_by_hand()
    {
        // Above: 100 pairs, of 10 labelled 9 are the same: 90 matches. Below: 40 pairs, of 4 labelled 1: 10 matches.
        var strata = new[] { new Stratum(0.5, 0.95, 40, 4, 1), new Stratum(0.95, 1, 100, 10, 9) };
        var estimate = SampleMath.Estimate(strata, Upper, recallGivenUp: 0.1)!.Value;
        Assert.Equal((0.9, 0.81), (Math.Round(estimate.Precision.Value, 9), Math.Round(estimate.Recall.Value, 9)));
        Assert.Null(SampleMath.Estimate([strata[0] with { Labelled = 0, Same = 0 }, strata[1]], Upper, 0));
        Assert.NotNull(SampleMath.Estimate([new Stratum(0.01, 0.5, 0, 0, 0), .. strata], Upper, 0));
        // 20 pairs of a band without labels are taken for what the band beside it is: 15 matches below.
        Assert.Equal(90.0 / 105, SampleMath.Estimate([new Stratum(0.01, 0.5, 20, 0, 0), .. strata], Upper, 0)!.Value.Recall.Value, 9);
        Assert.Null(SampleMath.Suggest(strata));
        Assert.Equal(0.95, SampleMath.Suggest([strata[0], new Stratum(0.95, 1, 400, 200, 200)]));
    }

    [Fact]
    public void A_band_gives_no_more_than_it_has_and_the_rest_is_drawn_elsewhere()
    {
        Assert.Equal([2, 14, 14], SampleMath.Allocate([2, 100, 1_000], 30));
        Assert.Equal([2, 0, 3], SampleMath.Allocate([2, 0, 3], 30));
        Assert.Equal(7, SampleMath.Allocate([50, 50, 50], 7).Sum());
        Assert.Equal([0.01, 0.1, 0.3, 0.5, 0.6, 0.7, 0.9, 0.95, 0.97, 0.98, 0.99, 0.999], SampleMath.EdgesWith(0.6, 0.97));
    }

    [Fact]
    public void Work_is_told_by_hour_and_by_person()
    {
        const long hour = 3_600_000_000;
        var (ada, bob) = (new Author("user:1", "Ada"), new Author("user:2", "Bob"));
        MatchAct Act(Author who, long seconds, MatchVerdict verdict, double? took, long? undone = null) => new((100 * hour) + (seconds * 1_000_000), who, verdict, took, undone);
        var activity = Activity.Of(
        [
            Act(ada, 0, MatchVerdict.Same, 4), Act(ada, 4, MatchVerdict.Different, 4), Act(ada, 8, MatchVerdict.Later, 2), Act(bob, 10, MatchVerdict.Same, null, undone: 101 * hour),
            Act(ada, 3_700, MatchVerdict.Same, 4),
        ]);
        Assert.Equal([(2, 1, 1, 0), (1, 0, 0, 1)], activity.Hours.Select(one => (one.Same, one.Different, one.Later, one.Undone)));
        Assert.Equal(("Ada", 4, 4.0), (activity.People[0].Who, activity.People[0].Decisions, activity.People[0].MedianSeconds!.Value));
        // 4 s for the first, 4 and 4 to the next two, 4 for the one after a pause of an hour: four in 16 s.
        Assert.Equal((900.0, 0.0), (activity.People[0].PerHour, activity.People[1].PerHour));
    }
}
