// A sigma node program that draws the shape of a node's type, as a distance field in the fragment shader.
import { NodeProgram, type NodeProgramType } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { NodeType } from "../types";

export const SHAPE_NUMBER: Record<NodeType, number> = {
  Method: 0,
  Model: 1,
  Benchmark: 2,
  Dataset: 3,
  Task: 4,
  Metric: 5,
  Hardware: 6,
  Paper: 7,
};

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_offset;
varying float v_radius;
varying float v_shape;

void main() {
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  vec2 offset = radius * 2.5 * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + offset, 1)).xy, 0, 1);
  v_offset = offset;
  v_radius = radius;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_offset;
varying float v_radius;
varying float v_shape;
uniform float u_correctionRatio;

float triangle(vec2 p) {
  return max(abs(p.x) * 0.87 + p.y * 0.49 - 0.51, -p.y - 0.8);
}

float shape(vec2 p, float kind) {
  vec2 q = abs(p);
  if (kind < 0.5) return length(p) - 1.0;
  if (kind < 1.5) return max(q.x, q.y) - 0.85;
  if (kind < 2.5) return triangle(p);
  if (kind < 3.5) return (q.x + q.y - 1.15) * 0.707;
  if (kind < 4.5) return max(q.x * 0.866 + q.y * 0.5 - 0.95, q.y - 0.95);
  if (kind < 5.5) return min(max(q.x - 0.4, q.y - 1.05), max(q.x - 1.05, q.y - 0.4));
  if (kind < 6.5) return triangle(-p);
  return max(q.x - 0.77, q.y - 1.0);
}

void main() {
  float border = u_correctionRatio * 2.0;
  float dist = shape(v_offset / v_radius, v_shape) * v_radius + border * 0.5;
  #ifdef PICKING_MODE
  gl_FragColor = dist > border ? vec4(0.0) : v_color;
  #else
  gl_FragColor = mix(v_color, vec4(0.0), clamp(dist / border, 0.0, 1.0));
  #endif
}`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"] as const;
type Uniform = (typeof UNIFORMS)[number];

class ShapeProgram extends NodeProgram<Uniform> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES as 4,
      UNIFORMS: [...UNIFORMS],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[Math.PI / 2], [Math.PI / 2 + (2 * Math.PI) / 3], [Math.PI / 2 + (4 * Math.PI) / 3]],
    };
  }

  processVisibleItem(index: number, start: number, data: NodeDisplayData & { shape?: number }): void {
    this.array.set([data.x, data.y, data.size, data.shape ?? 0, floatColor(data.color), index], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: { gl: WebGLRenderingContext; uniformLocations: Record<Uniform, WebGLUniformLocation> }): void {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}

export const shapeProgram = ShapeProgram as unknown as NodeProgramType;
