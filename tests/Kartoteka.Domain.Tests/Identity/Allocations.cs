using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

internal static class Allocations
{
    private const int Calls = 100;
    private const int AttemptsMax = 500;

    /// <summary>Passes once a hundred calls of <paramref name="call"/> leave no garbage on this thread.</summary>
    /// <remarks>Code compiled for the first time boxes in generic methods of the runtime, so the optimised code is waited for.</remarks>
    internal static async Task SettleAtZeroAsync(Func<bool> call)
    {
        Assert.True(call());
        for (var attempt = 0; Measure(call) > 0; attempt++)
        {
            Assert.True(attempt < AttemptsMax, $"{Measure(call)} bytes in {Calls} calls.");
            await Task.Delay(10);
        }
    }

    private static long Measure(Func<bool> call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
