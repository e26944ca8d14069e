using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Optiglot.Translation;

namespace Optiglot.Server.Tests;

/// <summary>What those who run the service look at: models, health, metrics, document, keys, logs.</summary>
public sealed class OperationTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private TinyService Service => fixture.Service;

    [Fact]
    public async Task ModelsAreListed()
    {
        var model = Assert.Single((await TinyService.ReadAsync(await Service.Client.GetAsync("/v1/models", Test))).GetProperty("models").EnumerateArray());
        Assert.Equal((Service.Name, "en", "de", "toy", 5),
            (model.GetProperty("name").GetString(), model.GetProperty("source").GetString(), model.GetProperty("target").GetString(),
            model.GetProperty("detector").GetString(), model.GetProperty("beam").GetInt32()));
        Assert.InRange(DateTimeOffset.UtcNow - model.GetProperty("loaded").GetDateTimeOffset(), TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task HealthIsTold()
    {
        foreach (string path in (string[])["/health/live", "/health/ready"]) Assert.Equal("Healthy", await Service.Client.GetStringAsync(path, Test));
    }

    [Fact]
    public async Task MetricsCountRequestsBatchesTimesAndTokens()
    {
        await using var service = await TinyService.StartAsync();
        await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new
        {
            sentences = new[] { new { text = "metrics one" }, new { text = "metrics two" } }
        }));
        // Counted on the way of the answer, which is here before that.
        await TinyService.WaitUntilAsync(async () => await service.MetricAsync("optiglot_translation_sentences_total") >= 2);
        foreach (string side in (string[])["source", "target"])
            Assert.True(await service.MetricAsync("optiglot_translation_tokens_total", $"side=\"{side}\"") > 2, side);
        Assert.True(await service.MetricAsync("optiglot_translation_duration_seconds_count", "outcome=\"ok\"") >= 1);
        Assert.True(await service.MetricAsync("optiglot_batch_sentences_count") >= 1);
        Assert.True(await service.MetricAsync("optiglot_batch_sentences_sum") >= 2);
        Assert.True(await service.MetricAsync("optiglot_queue_wait_seconds_count") >= 1);
        Assert.Equal(0, await service.MetricAsync("optiglot_queue_sentences"));
        string all = await service.Client.GetStringAsync("/metrics", Test);
        Assert.Contains("http_server_request_duration_seconds", all);
        Assert.DoesNotContain("metrics one", all);
    }

    [Fact]
    public async Task TheDocumentDescribesWhatThereIs()
    {
        using var document = JsonDocument.Parse(await Service.Client.GetStringAsync("/openapi/v1.json", Test));
        var paths = document.RootElement.GetProperty("paths");
        Assert.Equal(["/v1/detect", "/v1/models", "/v1/translate"], paths.EnumerateObject().Select(path => path.Name).Order());
        var translate = paths.GetProperty("/v1/translate").GetProperty("post");
        Assert.Equal(["application/json", "multipart/form-data"],
            translate.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name).Order());
        Assert.Equal(["200", "default"], translate.GetProperty("responses").EnumerateObject().Select(status => status.Name).Order());
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        var request = schemas.GetProperty("TranslateRequest");
        Assert.Contains("n_best", request.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(["sentences"], request.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("Sentences to translate, with the pictures they describe.", request.GetProperty("description").GetString());
    }

    [Fact]
    public async Task TheReferenceReachesNothingElsewhere()
    {
        var page = await Service.Client.GetAsync("/reference/", Test);
        string text = await page.Content.ReadAsStringAsync(Test);
        Assert.Contains("openapi/v1.json", text);
        Assert.DoesNotContain("http://", text);
        Assert.DoesNotContain("https://", text);
        Assert.Contains("connect-src 'self';", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal(HttpStatusCode.OK, (await Service.Client.GetAsync("/reference/scalar.js", Test)).StatusCode);
    }

    [Fact]
    public async Task KeysAreWantedWhereThereAreAny()
    {
        const string Key = "a long and random key";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        await using var service = await TinyService.StartAsync(options => options with { ApiKeys = ["# who may", "", $"ann {hash}", new string('0', 64)] });
        var none = await service.Client.GetAsync("/v1/models", Test);
        await TinyService.AssertProblemAsync(none, HttpStatusCode.Unauthorized, "wants a key");
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
        foreach (string wrong in (string[])["Bearer wrong", $"Bearer {hash}", $"Basic {Key}", "Bearer"])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/v1/models");
            request.Headers.TryAddWithoutValidation("Authorization", wrong);
            await TinyService.AssertProblemAsync(await service.Client.SendAsync(request, Test), HttpStatusCode.Unauthorized);
        }

        foreach (var (header, value) in ((string, string)[])[("Authorization", $"Bearer {Key}"), ("X-Api-Key", Key)])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/v1/translate")
            {
                Content = new StringContent("""{"sentences": [{"text": "a"}]}""", Encoding.UTF8, "application/json")
            };
            request.Headers.TryAddWithoutValidation(header, value);
            await TinyService.ReadAsync(await service.Client.SendAsync(request, Test));
        }

        Assert.Contains("Caller=ann", service.Log);
        Assert.DoesNotContain(Key, service.Log);
        // Health, metrics and the page need none.
        foreach (string path in (string[])["/health/ready", "/metrics", "/openapi/v1.json"])
            Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync(path, Test)).StatusCode);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("ann bob 0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    public void AWrongLineOfKeysIsNamed(string line) => Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => new ApiKeys(["", line])).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TextsAreLoggedOnlyWhenAskedFor(bool asked)
    {
        await using var service = await TinyService.StartAsync(options => options with { LogText = asked });
        await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new { sentences = new[] { new { text = "confidential words" } } }));
        Assert.Contains("Sentences=1", service.Log);
        Assert.Equal(asked, service.Log.Contains("confidential"));
    }

    [Fact]
    public async Task PicturesByAddressComeFromAllowedHostsAlone()
    {
        using LocalServer pictures = new();
        pictures.Files["red.png"] = TinyModels.Picture(250, 1, 1);
        string address = $"{pictures.Address}red.png";
        object Request(string url) => new { pictures = new { p = new { url } } };
        await TinyService.AssertProblemAsync(await Service.PostAsync("/v1/detect", Request(address)), HttpStatusCode.UnprocessableEntity, "takes no addresses");
        await using var service = await TinyService.StartAsync(options => options with { PictureHosts = ["127.0.0.1"] });
        var seen = await TinyService.ReadAsync(await service.PostAsync("/v1/detect", Request(address)));
        Assert.Equal("red", seen.GetProperty("pictures").GetProperty("p").GetProperty("tags")[0].GetString());
        foreach (string url in (string[])["http://localhost/red.png", "http://127.0.0.1.example/red.png", "file:///etc/passwd", "ftp://127.0.0.1/x",
            "/etc/passwd", "http://127.0.0.1@example.com/x", $"{pictures.Address}none.png"])
            await TinyService.AssertProblemAsync(await service.PostAsync("/v1/detect", Request(url)), HttpStatusCode.UnprocessableEntity,
                "picture `p` was not fetched");
    }

    [Fact]
    public async Task AModelWithoutPicturesSaysSo()
    {
        await using var service = await TinyService.StartAsync(pictures: false);
        var answer = await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new
        {
            sentences = new[] { new { text = "two dogs", picture = "p" } }, pictures = new { p = new { data = TinyModels.Picture(1, 1, 1) } },
        }));
        Assert.Contains("sees no pictures", answer.GetProperty("translations")[0].GetProperty("notes")[0].GetString());
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/detect", new { pictures = new { p = new { data = TinyModels.Picture(1, 1, 1) } } }),
            HttpStatusCode.NotFound, "that sees pictures");
    }

    [Fact]
    public async Task SeveralModelsAreToldApartByNameOrLanguage()
    {
        string french = Service.Beside("french");
        TinyModels.Save(french, "french", target: "fr");
        await using var service = await TinyService.StartAsync(options => options with { Models = [.. options.Models, french] });
        object[] sentences = [new { text = "two dogs" }];
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/translate", new { sentences }), HttpStatusCode.BadRequest, "several models",
            "french (en to fr)");
        foreach (object request in (object[])[new { sentences, model = "french" }, new { sentences, target = "fr" }])
            Assert.Equal("fr", (await TinyService.ReadAsync(await service.PostAsync("/v1/translate", request))).GetProperty("target").GetString());
        Assert.Equal(service.Name, (await TinyService.ReadAsync(await service.PostAsync("/v1/translate", new { sentences, source = "en", target = "de" })))
            .GetProperty("model").GetString());
    }

    [Fact]
    public async Task WrongOptionsAndFoldersEndTheStart()
    {
        Task Start(Func<ServerOptions, ServerOptions> change) => TinyService.StartAsync(change);
        await Assert.ThrowsAsync<FileNotFoundException>(() => Start(options => options with { Models = ["no/such/model"] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Start(options => options with { Models = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Start(options => options with { Models = [.. options.Models, .. options.Models] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Start(options => options with { Urls = ["nonsense"] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Start(options => options with { Batching = new BatchingOptions { QueueLimit = 10 } }));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Start(options => options with { Precision = OnnxPrecision.Int8 }));
        await Assert.ThrowsAsync<InvalidDataException>(() => Start(options => options with { ApiKeys = ["secret"] }));
        await Assert.ThrowsAsync<IOException>(() => Start(options => options with { Urls = [Service.Server.Urls[0]] }));
    }
}
