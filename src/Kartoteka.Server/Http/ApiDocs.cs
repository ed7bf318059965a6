using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kartoteka.Server.Http;

/// <summary>OpenAPI at <c>/openapi/v1.json</c> and Swagger UI at <c>/api/docs</c>, both served from here and without a token.</summary>
internal static class ApiDocs
{
    public const string Path = "/api/docs";
    private const string SchemeName = "bearer";
    private const string SessionSchemeName = "session";

    public static void AddKartotekaOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = SchemaName;
        options.AddSchemaTransformer((schema, _, _) =>
        {
            NumbersAreNumbers(schema);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Kartoteka",
                Version = Product.Version,
                Description = "Customer data platform. Send `Authorization: Bearer TOKEN`, or sign in by POST /api/session: its requests that change something carry `X-Kartoteka-Request: 1`. Errors are problem details (RFC 9457).",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token, made by POST /api/tokens.",
            };
            document.Components.SecuritySchemes[SessionSchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "kartoteka_session", Description = "The session of a person, made by POST /api/session.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    // A slice's types are nested in it and share names ("View"), which would make one schema of several.
    private static string? SchemaName(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? (type.Type.DeclaringType is { } slice ? slice.Name + name : name) : null;

    // A number is also read from a string, and never written as one: clients made from this document would have to ask for each number which it is.
    private static void NumbersAreNumbers(OpenApiSchema schema)
    {
        if (schema.Type is not { } type || (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) == 0 || !type.HasFlag(JsonSchemaType.String)) return;
        schema.Type = type & ~JsonSchemaType.String;
        schema.Pattern = null;
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            var session = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SessionSchemeName, context.Document)] = [] };
            var ofPeople = metadata.OfType<IAuthorizeData>().Any(data => data.Policy == SignedIn.Policy);
            operation.Security = ofPeople ? [session] : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeName, context.Document)] = [] }, session];
            var scopes = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().Where(Scopes.Descriptions.ContainsKey).Distinct().ToArray();
            // Behind what the route says of itself.
            var needed = scopes.Length > 0 ? $"Scope: {string.Join(", ", scopes.Select(scope => $"`{scope}`"))}." : ofPeople ? "Anybody who is signed in." : "Any token or session.";
            operation.Description = string.IsNullOrEmpty(operation.Description) ? needed : $"{operation.Description}\n\n{needed}";
        }
        // A parameter that is bound to a property has that one's name; the API writes all names alike, and a client knows no other.
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter is { In: ParameterLocation.Query, Name: { } name }) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(name);
        }
        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse { Description = "Problem details (RFC 9457)." });
        if (metadata.OfType<EndpointExample>().FirstOrDefault() is not { } example) return;
        // A route that reads its body itself, whatever its type, has no body by its signature.
        if (example.Request is not null) operation.RequestBody ??= new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() } };
        if (example.Request is { } request) Fill(operation.RequestBody?.Content, request);
        if (example.Response is not { } response || operation.Responses is null) return;
        var good = operation.Responses.FirstOrDefault(answer => answer.Key.StartsWith('2')).Value;
        Fill(good?.Content, response);
    }

    private static void Fill(IDictionary<string, OpenApiMediaType>? content, string json)
    {
        if (content?.TryGetValue("application/json", out var media) == true) media.Example = JsonNode.Parse(json);
    }

    public static void UseApiDocs(this WebApplication app) => app.UseSwaggerUI(docs =>
    {
        docs.RoutePrefix = Path.TrimStart('/');
        docs.DocumentTitle = "Kartoteka API";
        docs.SwaggerEndpoint("/openapi/v1.json", "Kartoteka v1");
    });
}
