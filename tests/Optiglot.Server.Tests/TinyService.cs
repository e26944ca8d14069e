using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Optiglot.Vision;

namespace Optiglot.Server.Tests;

/// <summary>A real service at a free port, with one tiny model that sees pictures.</summary>
public sealed class TinyService : IAsyncDisposable
{
    private readonly List<string> _log = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("optiglot-server-").FullName;
    private int _stopped, _received;

    /// <summary>A model of a name that no other test has, so that metrics are its own.</summary>
    public string Name { get; } = $"tiny-{Guid.NewGuid():N}";

    /// <summary>Its folder.</summary>
    public string Model => Path.Combine(_folder, "model");

    public OptiglotServer Server { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    internal ToyDetector Detector { get; private set; } = null!;

    /// <summary>Requests that have come so far.</summary>
    public int Received => Volatile.Read(ref _received);

    /// <summary>What was logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log);
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="change">Changes the options.</param>
    /// <param name="pictures">Whether the model sees pictures.</param>
    public static async Task<TinyService> StartAsync(Func<ServerOptions, ServerOptions>? change = null, bool pictures = true)
    {
        TinyService service = new();
        TinyModels.Save(service.Model, service.Name, pictures);
        ServerOptions options = new()
        {
            Models = [service.Model],
            Urls = ["http://127.0.0.1:0"],
            Workers = 2,
            Detectors = new DetectorSettings { Kinds = [ToyDetector.Kind(detector => service.Detector = detector)] },
            ReloadInterval = TimeSpan.FromMilliseconds(50),
        };
        service.Server = await OptiglotServer.StartAsync(
            change?.Invoke(options) ?? options,
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(new Lines(service._log));
                builder.Services.AddSingleton<IStartupFilter>(new Counter(service));
            },
            TestContext.Current.CancellationToken);
        service.Client = new HttpClient { BaseAddress = new Uri(service.Server.Urls[0]), Timeout = TimeSpan.FromMinutes(2) };
        return service;
    }

    /// <summary>A folder beside the model's.</summary>
    public string Beside(string name) => Path.Combine(_folder, name);

    /// <summary>Posts JSON.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, object body, CancellationToken cancellation = default) =>
        Client.PostAsJsonAsync(path, body, cancellation);

    /// <summary>Posts bytes as JSON.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, string type = "application/json")
    {
        ByteArrayContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return Client.PostAsync(path, content);
    }

    /// <summary>The answer's JSON, which must be a success.</summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Asserts that the answer is a problem of that status, whose detail says all of these; gives the detail.</summary>
    public static async Task<string> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, params string[] says)
    {
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}, not {(int)status}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        string detail = problem.TryGetProperty("detail", out var given) ? given.GetString()! : "";
        Assert.All(says, part => Assert.Contains(part, detail));
        Assert.DoesNotContain(" at Optiglot", text);
        return detail;
    }

    /// <summary>The texts of an answer.</summary>
    public static string[] Texts(JsonElement answer) =>
        [.. answer.GetProperty("translations").EnumerateArray().Select(each => each.GetProperty("text").GetString()!)];

    /// <summary>The sum of a metric's series that have all of these in their line; 0 where there is none.</summary>
    public async Task<double> MetricAsync(string name, params string[] having)
    {
        // Answers are kept for 0.3 s.
        await Task.Delay(350);
        string text = await Client.GetStringAsync("/metrics");
        Assert.True(text.Contains(name), $"no {name} in:\n{text}");
        return text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(Name) && having.All(line.Contains))
            .Sum(line => double.Parse(line.Split("} ")[1].Split(' ')[0]));
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task WaitUntilAsync(Func<Task<bool>> holds)
    {
        for (int tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 600, "it did not come to that within a minute");
            await Task.Delay(100);
        }
    }

    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0) await Server.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Counter(TinyService service) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, pass) =>
            {
                Interlocked.Increment(ref service._received);
                return pass(context);
            });
            next(app);
        };
    }

    private sealed class Lines(List<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            StringBuilder line = new($"{logLevel}: {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> fields)
                foreach (var (key, value) in fields) line.Append($" {key}={(value is IEnumerable<string> many ? string.Join('|', many) : value)}");
            lock (log) log.Add(line.ToString());
        }

        public void Dispose()
        {
        }
    }
}
