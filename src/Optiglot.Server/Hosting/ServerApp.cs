using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Scalar.AspNetCore;

namespace Optiglot.Server;

/// <summary>The web application: services, the way of a request through them, and what is where.</summary>
internal static class ServerApp
{
    // The page has no part from elsewhere; pictures that were chosen are blobs.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
            + "frame-ancestors 'none'";

    // The reference writes its own scripts and styles into the page; it, too, may reach this service alone.
    private const string ReferencePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Wwwroot = "Optiglot.Server.wwwroot";

    /// <summary>Builds it; nothing is loaded yet.</summary>
    /// <param name="options">The service's.</param>
    /// <param name="configure">Changes the builder last; null for nothing.</param>
    public static WebApplication Build(ServerOptions options, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(ServerApp).Assembly.GetName().Name
        });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls([.. options.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Limits.BodyBytes;
        });
        AddLogging(builder.Logging, options);
        AddServices(builder.Services, options);
        ServerTelemetry.Add(builder.Services);
        configure?.Invoke(builder);
        var app = builder.Build();
        UsePipeline(app);
        MapEndpoints(app);
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging, ServerOptions options)
    {
        logging.ClearProviders();
        // Standard output is for results.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.JsonLogs) logging.AddJsonConsole(json => json.TimestampFormat = "O");
        else logging.AddSimpleConsole(text => (text.SingleLine, text.TimestampFormat) = (true, "HH:mm:ss "));
        logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Optiglot", LogLevel.Information);
        // A start that fails is thrown, a check that fails and a request that takes too long are answered: no traces of these.
        foreach (string told in (string[])["Microsoft.Extensions.Hosting", "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.AspNetCore.Http.Timeouts"]) logging.AddFilter(told, LogLevel.None);
    }

    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options).AddSingleton(new ApiKeys(options.ApiKeys)).AddSingleton<ApiKeyGate>();
        services.AddSingleton<ModelRegistry>().AddHostedService<ReloadService>();
        services.AddSingleton<RequestReader>().AddSingleton<PictureFetcher>().AddSingleton<PictureSight>();
        services.AddSingleton<TranslateEndpoint>().AddSingleton<DetectEndpoint>().AddSingleton<ModelsEndpoint>();
        services.AddSingleton<IHostLifetime, CallerLifetime>().Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        services.AddSingleton<ServerState>().AddHealthChecks().AddCheck<ServerState>("ready");
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = options.Limits.Time,
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            WriteTimeoutResponse = context =>
                Problems.WriteAsync(context, StatusCodes.Status504GatewayTimeout,
                $"this took longer than {options.Limits.Time.TotalSeconds:0} seconds; send fewer sentences, or try again later"),
        });
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask });
        app.UseStatusCodePages(pages => Problems.WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode, Explain(pages.HttpContext)));
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        var gate = app.Services.GetRequiredService<ApiKeyGate>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/v1"), api => api.Use((context, next) => gate.InvokeAsync(context, next)));
        EmbeddedFileProvider files = new(Assembly.GetExecutingAssembly(), Wwwroot);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file => (file.Context.Response.Headers.ContentSecurityPolicy, file.Context.Response.Headers.CacheControl) =
                (PagePolicy, "no-cache"),
        });
        app.UseRouting();
        app.UseRequestTimeouts();
    }

    private static void MapEndpoints(WebApplication app)
    {
        ApiDocument.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/reference", (reference, context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ReferencePolicy;
            reference.WithTitle("Optiglot").WithOpenApiRoutePattern("/openapi/{documentName}.json");
            reference.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools();
        });
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
    }

    private static string? Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "there is nothing of this name here; /reference says what there is",
        StatusCodes.Status405MethodNotAllowed => "this is here, but not for this method; /reference says how it is called",
        StatusCodes.Status415UnsupportedMediaType => RequestReader.MediaTypes,
        _ => null,
    };
}
