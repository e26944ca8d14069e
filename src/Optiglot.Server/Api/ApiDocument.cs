using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Optiglot.Server;

/// <summary>The API's endpoints, and the OpenAPI document that describes them.</summary>
internal static class ApiDocument
{
    /// <summary>The document's name: the API's version.</summary>
    public const string Name = "v1";

    private const string Json = "application/json", Form = "multipart/form-data";

    /// <summary>Puts the endpoints in place.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/v1");
        api.MapPost("/translate", (HttpContext context, TranslateEndpoint endpoint) => endpoint.HandleAsync(context))
            .WithName("translate").WithSummary("Translates sentences, with the pictures they describe")
            .Accepts<TranslateRequest>(Json, Form).Produces<TranslateResponse>().WithMetadata(new FormSchema(typeof(TranslateForm)));
        api.MapPost("/detect", (HttpContext context, DetectEndpoint endpoint) => endpoint.HandleAsync(context))
            .WithName("detect").WithSummary("Says what is seen in pictures")
            .Accepts<DetectRequest>(Json, Form).Produces<DetectResponse>().WithMetadata(new FormSchema(typeof(DetectForm)));
        api.MapGet("/models", (ModelsEndpoint endpoint) => endpoint.Handle()).WithName("models").WithSummary("Lists what is served").Produces<ModelsResponse>();
    }

    /// <summary>Sets the document up: forms beside JSON, errors, keys.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Optiglot", Version = Name, Description = "Translates a sentence with the picture it describes in view."
            };
            if (context.ApplicationServices.GetRequiredService<ApiKeys>().Any)
            {
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["key"] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http, Scheme = "bearer", Description = $"Or as the header {ApiKeyGate.Header}."
                    },
                };
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            var forms = context.Description.ActionDescriptor.EndpointMetadata.OfType<FormSchema>();
            foreach (var form in forms)
            {
                if (operation.RequestBody?.Content is { } content)
                    content[Form] = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(form.Type, null, cancellation) };
            }

            (operation.Responses ??= [])["default"] = new OpenApiResponse
            {
                Description = "What is wrong and how to mend it, as problem details (RFC 9457); 429 with Retry-After where too much waits",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problems.MediaType] = new()
                    {
                        Schema = await context.GetOrCreateSchemaAsync(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), null, cancellation)
                    },
                },
            };
        });
    }

    private sealed record FormSchema(Type Type);
}
