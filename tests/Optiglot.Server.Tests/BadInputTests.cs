using System.Net;
using System.Text;
using System.Text.Json;

namespace Optiglot.Server.Tests;

/// <summary>What clients get wrong is a problem with a way out, never a fault of ours.</summary>
public sealed class BadInputTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static readonly string Good = JsonSerializer.Serialize(new
    {
        sentences = new[] { new { text = "two dogs", picture = "p" }, new { text = "a man", picture = "p" } },
        pictures = new { p = new { data = TinyModels.Picture(200, 10, 10) } }, beam = 3, n_best = 2, attention = true,
    });

    private TinyService Service => fixture.Service;

    [Theory]
    [InlineData("", "`$`")]
    [InlineData("null", "`$`")]
    [InlineData("[]", "`$`")]
    [InlineData("{", "`$`")]
    [InlineData("{}", "`$`")]
    [InlineData("""{"sentences": []}""", "no sentence")]
    [InlineData("""{"sentences": null}""", "`$.sentences`")]
    [InlineData("""{"sentences": [null]}""", "`$.sentences[0]`")]
    [InlineData("""{"sentences": ["two dogs"]}""", "`$.sentences[0]`")]
    [InlineData("""{"sentences": [{"text": null}]}""", "`$.sentences[0].text`")]
    [InlineData("""{"sentences": [{"text": "a"}], "beem": 3}""", "`$.beem`")]
    [InlineData("""{"sentences": [{"text": "a"}], "beam": "3"}""", "`$.beam`")]
    [InlineData("""{"sentences": [{"text": "a"}], "beam": 1e99}""", "`$.beam`")]
    [InlineData("""{"sentences": [{"text": "a"}], "beam": 0}""", "`beam` 0")]
    [InlineData("""{"sentences": [{"text": "a"}], "beam": 17}""", "from 1 to 16")]
    [InlineData("""{"sentences": [{"text": "a"}], "n_best": 0}""", "`n_best` 0")]
    [InlineData("""{"sentences": [{"text": "a"}], "beam": 2, "n_best": 3}""", "`n_best` 3")]
    [InlineData("""{"sentences": [{"text": "a"}], "glossary": {"dog": null}}""", "`$.glossary.dog`")]
    [InlineData("""{"sentences": [{"text": "a"}], "glossary": {"dog": " "}}""", "a term of the `glossary`")]
    [InlineData("""{"sentences": [{"text": "a"}], "glossary": {"dog": "\u4e00\u4e01"}}""", "cannot write '\u4e00\u4e01'")]
    [InlineData("""{"sentences": [{"text": "a", "picture": "p"}]}""", "names the picture `p`")]
    [InlineData("""{"sentences": [{"text": "a"}], "pictures": {"p": null}}""", "`$.pictures.p`")]
    [InlineData("""{"sentences": [{"text": "a"}], "pictures": {"p": {}}}""", "`data`")]
    [InlineData("""{"sentences": [{"text": "a"}], "pictures": {"p": {"data": "AAAA", "url": "http://x/"}}}""", "either `data`")]
    [InlineData("""{"sentences": [{"text": "a"}], "pictures": {"p": {"data": "?"}}}""", "`$.pictures.p.data`")]
    [InlineData("""{"sentences": [{"text": "\ud800"}]}""", "look at `$")]
    public async Task WrongJsonIsNamed(string body, string says) =>
        await TinyService.AssertProblemAsync(await Service.PostAsync("/v1/translate", Encoding.UTF8.GetBytes(body)), HttpStatusCode.BadRequest, says);

    [Fact]
    public async Task NestingIsBounded() => await TinyService.AssertProblemAsync(
        await Service.PostAsync("/v1/translate", Encoding.UTF8.GetBytes("""{"sentences": """ + new string('[', 100_000))), HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("no picture at all", "not a JPEG, PNG, WebP, GIF or BMP")]
    [InlineData("", "empty")]
    public async Task WhatIsNoPictureIsNamed(string content, string says) => await TinyService.AssertProblemAsync(
        await PostPicture(Encoding.UTF8.GetBytes(content)), HttpStatusCode.UnprocessableEntity, "`p`", says);

    [Fact]
    public async Task APictureThatIsCutOffOrLiesAboutItsSizeIsNamed()
    {
        byte[] picture = TinyModels.Picture(1, 2, 3, 300, 200);
        await TinyService.AssertProblemAsync(await PostPicture(picture[..(picture.Length / 2)]), HttpStatusCode.UnprocessableEntity, "`p`");
        byte[] huge = [.. picture];
        // The header's width and height: 60,000 by 60,000.
        (huge[16], huge[17], huge[18], huge[19]) = (0, 0, 0xEA, 0x60);
        (huge[20], huge[21], huge[22], huge[23]) = (0, 0, 0xEA, 0x60);
        await TinyService.AssertProblemAsync(await PostPicture(huge), HttpStatusCode.UnprocessableEntity, "too many");
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/xml", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", HttpStatusCode.BadRequest)]
    public async Task OtherMediaTypesAreRefused(string type, HttpStatusCode status) => await TinyService.AssertProblemAsync(
        await Service.PostAsync("/v1/translate", Encoding.UTF8.GetBytes(Good), type), status,
            status == HttpStatusCode.BadRequest ? "the form" : "application/json");

    [Theory]
    [InlineData("beam", "three", "whole number")]
    [InlineData("attention", "yes", "true or false")]
    [InlineData("colour", "red", "unknown field `colour`")]
    [InlineData("picture", "x.png", "must be a file")]
    public async Task WrongFieldsOfFormsAreNamed(string field, string value, string says)
    {
        using MultipartFormDataContent form = new() { { new StringContent("two dogs"), "text" }, { new StringContent(value), field } };
        await TinyService.AssertProblemAsync(await Service.Client.PostAsync("/v1/translate", form, TestContext.Current.CancellationToken),
            HttpStatusCode.BadRequest, says);
    }

    [Fact]
    public async Task PicturesAndSentencesOfAFormGoTogether()
    {
        using MultipartFormDataContent form = new()
        {
            { new StringContent("a"), "text" }, { new StringContent("b"), "text" }, { new StringContent("c"), "text" }
        };
        for (int i = 0; i < 2; i++) form.Add(new ByteArrayContent(TinyModels.Picture(1, 1, 1)), "picture", "p.png");
        await TinyService.AssertProblemAsync(await Service.Client.PostAsync("/v1/translate", form, TestContext.Current.CancellationToken),
            HttpStatusCode.BadRequest, "2 pictures for 3 sentences");
    }

    [Theory]
    [InlineData("GET", "/v1/translate", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/v1/models", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/v1/none", HttpStatusCode.NotFound)]
    [InlineData("GET", "/../../etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("GET", "/..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/", HttpStatusCode.NotFound)]
    public async Task WhatIsNotThereIsAProblem(string method, string path, HttpStatusCode status) =>
        await TinyService.AssertProblemAsync(
            await Service.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken), status);

    [Fact]
    public async Task UnknownModelsAreNamedWithThoseThereAre()
    {
        foreach (object choice in (object[])[new { model = "../../etc", sentences = Sentence }, new { source = "fr", sentences = Sentence },
            new { target = "fr", sentences = Sentence }])
            await TinyService.AssertProblemAsync(await Service.PostAsync("/v1/translate", choice), HttpStatusCode.NotFound, Service.Name, "en to de");
    }

    [Fact]
    public async Task MutatedRequestsNeverMakeAFault()
    {
        Random random = new(16);
        byte[] good = Encoding.UTF8.GetBytes(Good), form = Form();
        int refused = 0, served = 0;
        for (int i = 0; i < 600; i++)
        {
            bool isForm = i % 3 == 0;
            byte[] body = Mutate(isForm ? form : good, random);
            using var response = await Service.PostAsync(i % 5 == 4 ? "/v1/detect" : "/v1/translate", body,
                isForm ? "multipart/form-data; boundary=edge" : "application/json");
            string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)response.StatusCode < 500, $"{response.StatusCode} at mutation {i}: {text}\n{Encoding.UTF8.GetString(body)}");
            if (response.IsSuccessStatusCode) served++;
            else Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            if (!response.IsSuccessStatusCode) refused++;
        }

        Assert.True(refused > 300 && served > 10, $"{refused} refused, {served} served");
        Assert.DoesNotContain("Error:", Service.Log);
    }

    private static readonly object[] Sentence = [new { text = "a" }];

    private Task<HttpResponseMessage> PostPicture(byte[] picture) =>
        Service.PostAsync("/v1/translate", new { sentences = new[] { new { text = "a", picture = "p" } }, pictures = new { p = new { data = picture } } });

    private static byte[] Form() =>
    [
        .. Encoding.UTF8.GetBytes(
            "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ntwo dogs\r\n--edge\r\nContent-Disposition: form-data; name=\"n_best\"\r\n\r\n2\r\n"
            + "--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"p.png\"\r\nContent-Type: image/png\r\n\r\n"),
        .. TinyModels.Picture(10, 200, 10), .. Encoding.UTF8.GetBytes("\r\n--edge--\r\n"),
    ];

    // One to three times: a byte changed, some taken out, some doubled, or the end cut off.
    private static byte[] Mutate(byte[] good, Random random)
    {
        List<byte> body = [.. good];
        for (int times = random.Next(1, 4); times > 0 && body.Count > 8; times--)
        {
            int at = random.Next(body.Count), count = Math.Min(random.Next(1, 9), body.Count - at);
            switch (random.Next(4))
            {
                case 0: body[at] = (byte)random.Next(256); break;
                case 1: body.RemoveRange(at, count); break;
                case 2: body.InsertRange(at, body.GetRange(at, count)); break;
                default: body.RemoveRange(at, random.Next(8) == 0 ? body.Count - at : count); break;
            }
        }

        return [.. body];
    }
}
