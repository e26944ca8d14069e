using System.Net;
using System.Net.Sockets;
using Optiglot.Translation;

namespace Optiglot.Server.Tests;

/// <summary>Limits, full queues, clients that leave, and the end of the service.</summary>
public class LimitTests
{
    // Waits for company longer than any test: requests are in flight as long as a test wants them to be.
    private static readonly BatchingOptions Waiting = new() { MaximumDelay = TimeSpan.FromSeconds(20), Workers = 1 };

    private static readonly object Two = new { sentences = new[] { new { text = "two dogs" } } };

    [Fact]
    public async Task WhatIsTooMuchIsRefusedWithTheLimit()
    {
        await using var service = await TinyService.StartAsync(options => options with
        {
            Limits = new ServerLimits { BodyBytes = 20_000, Sentences = 3, Words = 5, Characters = 40, Pictures = 2, Pixels = 100, Beam = 4 },
        });
        object Sentences(params string[] texts) => new { sentences = texts.Select(text => new { text, picture = (string?)null }), pictures = new { } };
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/translate", Sentences("a", "b", "c", "d")), HttpStatusCode.BadRequest,
            "4 sentences", "(3)");
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/translate", Sentences("a b c d e f")), HttpStatusCode.BadRequest, "sentence 1",
            "6 words", "5");
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/translate", Sentences("a", new string('x', 41))), HttpStatusCode.BadRequest,
            "sentence 2", "41 characters");
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/translate", new { sentences = new[] { new { text = "a" } }, beam = 5 }),
            HttpStatusCode.BadRequest, "from 1 to 4");
        var pictures = Enumerable.Range(0, 3).ToDictionary(i => $"{i}", _ => new { data = TinyModels.Picture(1, 1, 1) });
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/detect", new { pictures }), HttpStatusCode.BadRequest, "3 pictures");
        await TinyService.AssertProblemAsync(
            await service.PostAsync("/v1/detect", new { pictures = new { p = new { data = TinyModels.Picture(1, 1, 1, 11, 10) } } }),
            HttpStatusCode.UnprocessableEntity, "11x10", "100");
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/translate", Sentences(new string('x', 30_000))), HttpStatusCode.RequestEntityTooLarge,
            "larger");
        using MultipartFormDataContent form = new() { { new StringContent(new string('x', 30_000)), "text" } };
        await TinyService.AssertProblemAsync(await service.Client.PostAsync("/v1/translate", form, TestContext.Current.CancellationToken),
            HttpStatusCode.RequestEntityTooLarge);
        await TinyService.ReadAsync(await service.PostAsync("/v1/translate", Sentences("a", "b", "c")));
    }

    [Fact]
    public async Task WhatTakesTooLongEndsInTime()
    {
        await using var service = await TinyService.StartAsync(options => options with
        {
            Batching = Waiting, Limits = new ServerLimits { Time = TimeSpan.FromMilliseconds(400) }
        });
        await TinyService.AssertProblemAsync(await service.PostAsync("/v1/translate", Two), HttpStatusCode.GatewayTimeout, "longer than");
    }

    [Fact]
    public async Task AFullQueueSaysWhenToComeAgain()
    {
        await using var service = await TinyService.StartAsync(options => options with
        {
            Batching = new BatchingOptions { QueueLimit = 4, MaximumBatch = 1, MaximumDelay = TimeSpan.Zero, Workers = 1 }, Cache = null,
            Limits = new ServerLimits { Sentences = 4 },
        });
        int refused = 0, served = 0;
        for (int round = 0; round < 50 && (refused == 0 || served == 0); round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => service.PostAsync("/v1/translate", new
            {
                sentences = Enumerable.Repeat(new { text = TinyModels.Lines[2] }, 3), beam = 16
            })));
            foreach (var answer in answers)
            {
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    await TinyService.AssertProblemAsync(answer, HttpStatusCode.TooManyRequests, "wait already");
                    Assert.InRange(int.Parse(Assert.Single(answer.Headers.GetValues("Retry-After"))), 1, 60);
                    refused++;
                }
                else
                {
                    await TinyService.ReadAsync(answer);
                    served++;
                }
            }
        }

        Assert.True(refused > 0 && served > 0, $"{refused} refused, {served} served");
        Assert.Equal(3 * refused, await service.MetricAsync("optiglot_queue_refused_total"));
        Assert.Equal(0, await service.MetricAsync("optiglot_queue_sentences"));
    }

    [Fact]
    public async Task ARateLimitSaysWhenToComeAgain()
    {
        await using var service = await TinyService.StartAsync(options => options with { SentencesASecond = 1 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.PostAsync("/v1/translate", Two)));
        Assert.Contains(answers, answer => answer.IsSuccessStatusCode);
        var refused = answers.First(answer => !answer.IsSuccessStatusCode);
        await TinyService.AssertProblemAsync(refused, HttpStatusCode.TooManyRequests, "rate limit");
        Assert.True(refused.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task WhatAClientThatLeftAskedForIsDropped()
    {
        await using var service = await TinyService.StartAsync(options => options with { Batching = Waiting });
        using CancellationTokenSource leaving = new();
        var call = service.PostAsync("/v1/translate", Two, leaving.Token);
        await TinyService.WaitUntilAsync(() => Task.FromResult(service.Received == 1));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await TinyService.WaitUntilAsync(async () => await service.MetricAsync("optiglot_translation_duration_seconds_count", "outcome=\"cancelled\"") == 1);
        Assert.DoesNotContain("Error:", service.Log);
    }

    [Fact]
    public async Task StoppingFinishesWhatWasLetIn()
    {
        await using var service = await TinyService.StartAsync(options => options with { Batching = Waiting with { MaximumDelay = TimeSpan.FromSeconds(3) } });
        var address = new Uri(service.Server.Urls[0]);
        var calls = Enumerable.Range(0, 30).Select(i => service.PostAsync("/v1/translate", new { sentences = new[] { new { text = $"two dogs {i}" } } }))
            .ToArray();
        await TinyService.WaitUntilAsync(() => Task.FromResult(service.Received == calls.Length));
        await service.StopAsync();
        foreach (var call in calls) await TinyService.ReadAsync(await call);
        using TcpClient late = new();
        await Assert.ThrowsAsync<SocketException>(() => late.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task WhileItDrainsItServesAndSaysThatItIsNotReady()
    {
        await using var service = await TinyService.StartAsync(options => options with { DrainDelay = TimeSpan.FromSeconds(2) });
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        var stopping = service.StopAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
        await TinyService.ReadAsync(await service.PostAsync("/v1/translate", Two));
        await stopping;
    }
}
