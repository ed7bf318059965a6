using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>One sender: makes batches and sends each until it is acknowledged, as an SDK does; writes down what it sent and heard.</summary>
internal sealed class LoadClient : IDisposable
{
    private static readonly AuthenticationHeaderValue Basic = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(ServerSetup.WriteKey + ":")));

    private readonly HttpClient _http;
    private readonly EventMaker _maker;
    private readonly int _batchSize;
    private long _acked;
    private long _refused;

    public LoadClient(ServerProcess server, string folder, string name, int seed, int batchSize = 20, int padding = 0)
    {
        _http = server.NewClient();
        _maker = new EventMaker(seed, name, padding: padding);
        _batchSize = batchSize;
        Ledger = new SentLedger(Path.Combine(folder, $"{name}.sent"));
    }

    public SentLedger Ledger { get; }

    /// <summary>Requests answered 200.</summary>
    public long Acked => Interlocked.Read(ref _acked);

    /// <summary>Requests answered otherwise.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>True when a 503 came without Retry-After.</summary>
    public bool MissedRetryAfter { get; private set; }

    /// <summary>Some acknowledged events, to look for in timelines.</summary>
    public List<MadeEvent> Sample { get; } = [];

    /// <summary>Sends until cancelled; the last batch may stay unknown.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var batch = _maker.Batch(_batchSize);
            var body = EventMaker.Body(batch);
            while (!ct.IsCancellationRequested && await SendAsync(batch, body) != HttpStatusCode.OK) await Task.Delay(30, CancellationToken.None);
        }
    }

    /// <summary>Sends one batch once; null when no answer came.</summary>
    public async Task<HttpStatusCode?> SendAsync(IReadOnlyList<MadeEvent> batch, byte[] body)
    {
        var attempt = Ledger.Sent([.. batch.Select(made => made.MessageId)]);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = new ByteArrayContent(body) };
            request.Headers.Authorization = Basic;
            using var answer = await _http.SendAsync(request);
            Note(answer, attempt, batch);
            return answer.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            return null; // Nobody knows whether it was stored.
        }
    }

    private void Note(HttpResponseMessage answer, int attempt, IReadOnlyList<MadeEvent> batch)
    {
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Ledger.Acked(attempt);
            if (Interlocked.Increment(ref _acked) % 5 == 0 && Sample.Count < 20) Sample.Add(batch[^1]);
            return;
        }
        Ledger.Refused(attempt, (int)answer.StatusCode);
        Interlocked.Increment(ref _refused);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null) MissedRetryAfter = true;
    }

    public void Dispose()
    {
        _http.Dispose();
        Ledger.Dispose();
    }
}
