# The service, without libtorch: docker build -t optiglot . && docker run -p 5080:8080 -v ./served:/models:ro optiglot
# /models holds model folders with graphs (`export --onnx --out served/en-de`) and the weights of their detectors.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /optiglot
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props global.json .editorconfig ./
COPY eng eng
COPY detectors detectors
COPY src src
RUN eng/publish-service.sh /app

# No shell, no package manager, and a user who is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
COPY --from=build /app /app
ENV OPTIGLOT_MODELS=/models
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "/app/optiglot.dll", "serve"]
CMD ["--model", "/models/en-de", "--urls", "http://0.0.0.0:8080"]
