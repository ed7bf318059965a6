using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Destinations;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>What came of a request.</summary>
/// <param name="Error">Why it was not taken; null when it was.</param>
/// <param name="Status">HTTP status of the answer; null when none came.</param>
/// <param name="RetryAfter">How long the receiver asks to wait, if it does.</param>
internal readonly record struct WebhookOutcome(string? Error, int? Status = null, TimeSpan? RetryAfter = null)
{
    /// <summary>True when the receiver says that it wants no more.</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>Sends signed requests: no redirects, no proxy of the environment, no address of one's own network.</summary>
internal sealed class WebhookClient : IDisposable
{
    private const string SecretPurpose = "webhook";
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(6);

    private readonly HttpClient _http;
    private readonly DataKey _key;
    private readonly TimeProvider _time;

    public WebhookClient(IOptions<DestinationOptions> options, DataKey key, TimeProvider time)
    {
        (_key, _time) = (key, time);
        var addresses = new PublicAddresses(options.Value.AllowedPrivate);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, MaxResponseHeadersLength = 16, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, ct) => addresses.ConnectAsync(context.DnsEndPoint, ct),
        };
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(options.Value.TimeoutSeconds) };
    }

    /// <summary>A secret as it is stored.</summary>
    public byte[] Seal(string secret, string destination) => _key.Seal(SecretPurpose, Encoding.UTF8.GetBytes(secret), $"destination/{destination}");

    /// <summary>Sends a body.</summary>
    /// <param name="destination">To whom.</param>
    /// <param name="id">Of the request: the same when the same is sent again.</param>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="ct">Ends it.</param>
    public async ValueTask<WebhookOutcome> SendAsync(Destination destination, string id, byte[] body, CancellationToken ct)
    {
        if (_key.Open(SecretPurpose, destination.Secret, $"destination/{destination.Key}") is not { } secret) return new WebhookOutcome("Its secret cannot be opened with this data.key.");
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, destination.Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(Encoding.UTF8.GetString(secret), id, now, body));
        request.Headers.UserAgent.ParseAdd("Kartoteka");
        try
        {
            // What it answers beside the status is not read.
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = (int)answer.StatusCode;
            if (answer.IsSuccessStatusCode) return new WebhookOutcome(null, status);
            return new WebhookOutcome(status is >= 300 and < 400 ? $"It answered {status}; redirects are not followed." : $"It answered {status}.", status, RetryAfter(answer));
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookOutcome($"It did not answer within {_http.Timeout.TotalSeconds:0} s.");
        }
        catch (HttpRequestException error)
        {
            return new WebhookOutcome(error.InnerException is HttpRequestException inner ? inner.Message : error.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan? RetryAfter(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter?.Delta ?? (answer.Headers.RetryAfter?.Date is { } date ? date - _time.GetUtcNow() : null);
        return wait is { } asked && asked > TimeSpan.Zero ? asked < RetryAfterMax ? asked : RetryAfterMax : null;
    }
}
