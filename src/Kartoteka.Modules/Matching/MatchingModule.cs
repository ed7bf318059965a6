using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Matching;

/// <summary>Finds profiles that may be one customer though they share no identifier, has them reviewed, and merges where that is allowed.</summary>
public static class MatchingModule
{
    private const string FilterWords =
        "'entity' is the number of a legal entity, the first one when left out; 'kind' is person or account; 'state' is open, later or decided; 'min' (the lower threshold when left out) and 'max' bound the probability; 'pattern' is of a group, 'source' a source's key, 'profile' an id.";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services.</summary>
        /// <param name="runs">False where the program works for its own process alone: then nothing is followed, learned or merged.</param>
        public IServiceCollection AddMatching(bool runs)
        {
            services.AddSingleton<MatchModels>().AddSingleton<PairFinder>().AddSingleton<MatchFollower>().AddSingleton<MatchSettingsStore>().AddSingleton<LearningRun>().AddSingleton<MatchLearner>()
                .AddSingleton<PairCases>().AddSingleton<PairRows>().AddSingleton<PairQuestions>().AddSingleton<ListPairs>().AddSingleton<ReadPair>().AddSingleton<RelatedProfiles>()
                .AddSingleton<DecidePair>().AddSingleton<DecideMany>().AddSingleton<ListDecisions>().AddSingleton<DryRuns>().AddSingleton<AutoMerger>().AddSingleton<Samples>()
                .AddSingleton<MatchQualityRunner>().AddSingleton<ChangeMatching>().AddSingleton<Overview>();
            if (!runs) return services;
            return services.AddHostedService<MatchRunner>().AddHostedService(provider => provider.GetRequiredService<MatchLearner>())
                .AddHostedService(provider => provider.GetRequiredService<AutoMerger>()).AddHostedService(provider => provider.GetRequiredService<MatchQualityRunner>());
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/matching</c>.</summary>
        public void MapMatching()
        {
            var group = routes.MapGroup("/api/matching").WithTags("Matching");
            MapModels(group);
            MapPairs(group);
            MapDecisions(group);
            MapQuality(group);
        }
    }

    private static void MapModels(RouteGroupBuilder group)
    {
        group.MapGet("", async (Overview slice, CancellationToken ct) => TypedResults.Ok(await slice.HandleAsync(ct))).RequireAuthorization(Scopes.MatchingRead)
            .WithSummary("Matching at a glance: for each legal entity and kind its model, thresholds and queue.").WithExample(response: MatchingExamples.Overview);
        group.MapPost("/learn", (LearnBody body, ChangeMatching slice, ClaimsPrincipal user, CancellationToken ct) => slice.LearnAsync(body, user, ct)).RequireAuthorization(Scopes.MatchingWrite)
            .WithSummary("Has a model learned anew in the background.")
            .WithDescription($"Of more than {LearningRun.RecordsMax:N0} records, whole profiles are left out evenly. The model before stays in force until the new one is ready.").WithExample(ChangeMatching.LearnExample);
        group.MapPut("/settings", (SettingsBody body, ChangeMatching slice, ClaimsPrincipal user, CancellationToken ct) => slice.PutAsync(body, user, ct)).RequireAuthorization(Scopes.MatchingWrite)
            .WithSummary("Changes thresholds, and switches automatic merging on or off.")
            .WithDescription("To switch it on, or to lower its threshold, takes the number of a dry run of the model in force at that threshold or a lower one, at most 24 hours old: else 422 /problems/dry-run-needed.")
            .WithExample(ChangeMatching.SettingsExample, """{"lower":0.5,"upper":0.98,"automatic":true,"afterRelearning":false,"switchedOff":null}""");
        group.MapPost("/dry-run", (MatchDryRunBody body, DryRuns slice, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(body, user, ct)).RequireAuthorization(Scopes.MatchingWrite).RequireAuthorization(Scopes.ProfilesRead)
            .WithSummary("What automatic merging would do at a threshold; changes nothing.").WithExample(DryRuns.RequestExample, MatchingExamples.DryRun);
    }

    private static void MapPairs(RouteGroupBuilder group)
    {
        var pairs = group.MapGroup("").RequireAuthorization(Scopes.MatchingRead).RequireAuthorization(Scopes.ProfilesRead);
        pairs.MapGet("/pairs", (ListPairs slice, [AsParameters] AskedPairs asked, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(asked, user, ct))
            .WithSummary("Pairs that may be one customer, the surest first.").WithDescription($"{FilterWords} 'sort' is -probability, probability or newest. 'limit' is clamped to 1 to {ListPairs.LimitMax}; default 50.")
            .WithExample(response: $$"""{"pairs":[{{MatchingExamples.Row}}],"next":null,"total":1}""");
        pairs.MapGet("/groups", (ListPairs slice, [AsParameters] AskedPairs asked, CancellationToken ct) => slice.GroupsAsync(asked, ct))
            .WithSummary("Pairs by what agrees and what differs, the largest group first.").WithDescription($"{FilterWords} At most {ListPairs.GroupsMax} groups.").WithExample(response: MatchingExamples.Groups);
        pairs.MapGet("/pairs/{id}", (string id, ReadPair slice, [AsParameters] AskedPairs queue, ClaimsPrincipal user, CancellationToken ct, long? sample = null) => slice.HandleAsync(id, queue, sample, user, ct))
            .WithSummary("A pair with all that helps to decide on it: both profiles, weights, profiles near them, and the next pair of the queue.")
            .WithDescription($"The queue is named as in the list. With 'sample' the answer tells no probability and no weight, so that a label is not led by them. {FilterWords}").WithExample(response: MatchingExamples.Detail);
        group.MapPost("/pairs/{id}/decision", (string id, DecisionBody body, DecidePair slice, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(id, body, user, ct)).RequireAuthorization(Scopes.MatchingWrite)
            .WithSummary("Decides on a pair: same merges, different keeps apart for good, later puts off.")
            .WithDescription("A pair declared different is offered again only when both sides say something else than then. With 'sample' it is a label too, and a pair that was merged may be labelled different, which takes it apart. 409 /problems/pair-changed when it was decided or changed meanwhile.")
            .WithExample(DecidePair.RequestExample, DecidePair.Example);
        group.MapPost("/decide", (DecideBody body, DecideMany slice, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(body, user, ct)).RequireAuthorization(Scopes.MatchingWrite).RequireAuthorization(Scopes.ProfilesRead)
            .WithSummary("Decides alike on all pairs of a filter, a page a call.").WithDescription($"At most {DecideMany.PageMax} a call: call again while 'remaining' falls. With dryRun nothing changes.")
            .WithExample(DecideMany.RequestExample, $$"""{"count":120,"decided":0,"refused":0,"remaining":120,"samples":[{{MatchingExamples.Row}}]}""");
    }

    private static void MapDecisions(RouteGroupBuilder group)
    {
        group.MapGet("/decisions", (ListDecisions slice, [AsParameters] AskedDecisions asked, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(asked, user, ct)).RequireAuthorization(Scopes.MatchingRead).RequireAuthorization(Scopes.ProfilesRead)
            .WithSummary("Decisions, newest first: who decided what and when, people and the automatic merging alike.")
            .WithDescription($"'who' is an id such as user:3, 'decision' is same, different or later, 'state' is active or undone, 'from' is the earliest time and 'to' the first one left out. 'limit' is clamped to 1 to {ListDecisions.LimitMax}; default 50.")
            .WithExample(response: MatchingExamples.Decisions);
        group.MapDelete("/decisions/{id:long}", (long id, DecidePair slice, ClaimsPrincipal user, CancellationToken ct) => slice.UndoAsync(id, user, ct)).RequireAuthorization(Scopes.MatchingWrite)
            .WithSummary("Takes a decision back, exactly: profiles are as before, and the pair is open again.")
            .WithDescription("409 when records have joined or left the profiles since, or a later decision stands on it; the detail says what to do. A merge that was taken back is not made again without a person.")
            .WithExample(response: """{"pair":"01a1fbd01c007a118f2d5b1f0a6c7d21-01a2012879a27df79ca2e9766c40a898","decision":41}""");
        group.MapGet("/activity", Activity.HandleAsync).RequireAuthorization(Scopes.MatchingRead).WithSummary("What people decided by hour, and how fast.").WithDescription("'days' is 1, 7 or 30; default 1.")
            .WithExample(response: """{"hours":[{"at":"2026-11-22T09:00:00Z","same":640,"different":355,"later":12,"undone":3}],"people":[{"id":"user:3","who":"Ольга Орлова","decisions":1007,"perHour":1012.4,"medianSeconds":2.9}]}""");
    }

    private static void MapQuality(RouteGroupBuilder group)
    {
        group.MapPost("/samples", (SampleBody body, Samples slice, ClaimsPrincipal user, CancellationToken ct) => slice.DrawAsync(body, user, ct)).RequireAuthorization(Scopes.MatchingWrite)
            .WithSummary("Draws pairs at random in bands of probability, to be labelled by people.").WithDescription($"10 to {Samples.SizeMax} pairs, of those that are kept and those that were merged.")
            .WithExample(Samples.RequestExample, MatchingExamples.Sample);
        group.MapGet("/samples", (Samples slice, CancellationToken ct, int? entity = null, string? kind = null) => slice.ListAsync(entity, kind, ct)).RequireAuthorization(Scopes.MatchingRead)
            .WithSummary("Samples, newest first.").WithExample(response: $$"""{"samples":[{{MatchingExamples.Sample}}]}""");
        group.MapGet("/samples/{id:long}", (long id, Samples slice, CancellationToken ct) => slice.ReadAsync(id, ct)).RequireAuthorization(Scopes.MatchingRead)
            .WithSummary("A sample and the next pair of it to label.").WithExample(response: MatchingExamples.Sample);
        group.MapGet("/quality", (MatchQualityRunner runner, PairQuestions questions, CancellationToken ct, int? entity = null, string? kind = null) => runner.HandleAsync(questions, entity, kind, ct))
            .RequireAuthorization(Scopes.MatchingRead).WithSummary("How well duplicates are found: expected and labelled precision and recall, duplicates by source, overlap of brands, cost of review.")
            .WithDescription("Sources and brands are counted in the background once a day, as of 'asOf'; the rest is as of now.").WithExample(response: MatchingExamples.Quality);
        group.MapPost("/quality/refresh", (MatchQualityRunner runner) =>
        {
            runner.Refresh();
            return TypedResults.Accepted("/api/matching/quality");
        }).RequireAuthorization(Scopes.MatchingWrite).WithSummary("Has sources and brands counted anew in the background.");
    }
}
