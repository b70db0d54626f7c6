export default function Landing() {
  return <h1>tabsmith</h1>;
}
